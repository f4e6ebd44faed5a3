// @ts-check
/** The texts of the page by which Countersign is deployed in Outlook and in Gmail, in French and English; words of the consoles stand in quotation marks. */

/** By key: French, English. `{name}` is filled in. @satisfies {Record<string, readonly [string, string]>} */
export const DEPLOYMENT_WORDS = /** @type {const} */ ({
  "deployment.title": ["Déploiement", "Deployment"],
  "deployment.missing": ["Ce serveur n’est pas encore prêt pour Outlook", "This server is not ready for Outlook yet"],
  "deployment.see": ["La page docs/deploy-outlook.md décrit chaque étape, et countersign doctor outlook vérifie l’ensemble.", "The page docs/deploy-outlook.md describes every step, and countersign doctor outlook checks all of it."],
  "deployment.register": ["1. Dans l’inscription d’application (Entra)", "1. In the app registration (Entra)"],
  "deployment.platform": ["Plateforme « Application à page unique » avec ces deux URI de redirection :", "Platform “Single-page application” with these two redirect URIs:"],
  "deployment.scope": ["« Exposer une API », étendue :", "“Expose an API”, scope:"],
  "deployment.consent": ["2. Le consentement", "2. Consent"],
  "deployment.consent_why": ["Un administrateur général y accepte, pour toute l’organisation, ce que l’inscription demande.", "A global administrator accepts there, for the whole organisation, what the registration asks for."],
  "deployment.consent_open": ["Ouvrir la page de consentement de Microsoft", "Open Microsoft’s consent page"],
  "deployment.upload": ["3. Le manifeste", "3. The manifest"],
  "deployment.upload_where": ["Centre d’administration Microsoft 365, « Paramètres », « Applications intégrées », « Charger des applications personnalisées », type « Complément Office ».", "Microsoft 365 admin center, “Settings”, “Integrated apps”, “Upload custom apps”, type “Office Add-in”."],
  "deployment.version": ["Version {version}, pour {address} et l’inscription {client}.", "Version {version}, for {address} and registration {client}."],
  "deployment.xml": ["Manifeste (XML)", "Manifest (XML)"],
  "deployment.unified": ["Manifeste unifié (ZIP), facultatif", "Unified manifest (ZIP), optional"],
  "deployment.outlook": ["Outlook", "Outlook"],
  "deployment.gmail": ["Gmail", "Gmail"],
  "deployment.gmail_missing": ["À renseigner encore sur le serveur", "Still to be set on the server"],
  "deployment.gmail_see": ["La page docs/deploy-gmail.md décrit chaque étape, et countersign doctor gmail vérifie l’ensemble.", "The page docs/deploy-gmail.md describes every step, and countersign doctor gmail checks all of it."],
  "deployment.gmail_consent": ["1. Dans le projet Google Cloud", "1. In the Google Cloud project"],
  "deployment.gmail_scopes": ["« Google Auth Platform », audience « Interne » ; « Accès aux données », ces champs d’application :", "“Google Auth Platform”, audience “Internal”; “Data Access”, these scopes:"],
  "deployment.gmail_client": ["2. Le client OAuth du navigateur", "2. The browser’s OAuth client"],
  "deployment.gmail_redirect": ["« Clients », « Créer un client », type « Application Web », URI de redirection autorisé :", "“Clients”, “Create client”, type “Web application”, authorised redirect URI:"],
  "deployment.gmail_upload": ["3. Le déploiement", "3. The deployment"],
  "deployment.gmail_where": ["« SDK Google Workspace Marketplace », « Déploiements HTTP », « Créer un déploiement » : collez ou chargez ce fichier, puis publiez en « Privé » et installez pour le domaine.", "“Google Workspace Marketplace SDK”, “HTTP deployments”, “Create new deployment”: paste or upload this file, then publish as “Private” and install for the domain."],
  "deployment.gmail_for": ["Pour {address} et le client OAuth {client}.", "For {address} and OAuth client {client}."],
  "deployment.gmail_json": ["Déploiement (JSON)", "Deployment (JSON)"],
});
