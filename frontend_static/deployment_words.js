// @ts-check
/** The texts of the page by which the pane is deployed in Outlook, in French and English; Microsoft's own words stand in quotation marks. */

/** By key: French, English. `{name}` is filled in. @satisfies {Record<string, readonly [string, string]>} */
export const DEPLOYMENT_WORDS = /** @type {const} */ ({
  "deployment.title": ["Déploiement dans Outlook", "Deployment in Outlook"],
  "deployment.missing": ["Ce serveur n’est pas encore prêt pour Outlook", "This server is not ready for Outlook yet"],
  "deployment.see": ["La page docs/deploy-outlook.md décrit chaque étape, et countersign doctor outlook vérifie l’ensemble.", "The page docs/deploy-outlook.md describes every step, and countersign doctor outlook checks all of it."],
  "deployment.register": ["1. Dans l’inscription d’application (Entra)", "1. In the app registration (Entra)"],
  "deployment.platform": ["Plateforme « Application à page unique » avec ces deux URI de redirection :", "Platform “Single-page application” with these two redirect URIs:"],
  "deployment.scope": ["« Exposer une API », étendue :", "“Expose an API”, scope:"],
  "deployment.consent": ["2. Le consentement", "2. Consent"],
  "deployment.consent_why": ["Un administrateur général y accepte, pour toute l’organisation, ce que l’inscription demande.", "A global administrator accepts there, for the whole organisation, what the registration asks for."],
  "deployment.consent_open": ["Ouvrir la page de consentement de Microsoft", "Open Microsoft’s consent page"],
  "deployment.upload": ["3. Le manifeste", "3. The manifest"],
  "deployment.upload_where": ["Centre d’administration Microsoft 365, « Paramètres », « Applications intégrées », « Charger des applications personnalisées », type « Complément Office ».", "Microsoft 365 admin center, “Settings”, “Integrated apps”, “Upload custom apps”, type “Office Add-in”."],
  "deployment.version": ["Version {version}, pour {address} et l’inscription {client}.", "Version {version}, for {address} and registration {client}."],
  "deployment.xml": ["Manifeste (XML)", "Manifest (XML)"],
  "deployment.unified": ["Manifeste unifié (ZIP), facultatif", "Unified manifest (ZIP), optional"],
});
