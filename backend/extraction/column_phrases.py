"""The names of columns in tables of lines: six languages, separated by |; a trailing ? marks one that could as well name another column."""

from __future__ import annotations

#: What stands over the columns of a table of lines.
COLUMNS = {
    "line_number": """
        n° ligne | ligne | n° | # | pos | position | line | line no | line # | no | nr | lfd nr | pos nr | posten | num | riga | linea |
        regel | sl no | s no | sr no | ln | rang | poste | l nr | zeile | sno | line number | line item? | pos n° | regelnr | sl | lp |
        l p | rad | rivi | linje""",
    "seller_item_id": """
        reference | ref | references | code | code article | reference article | ref article | n° article | code produit | ref produit |
        reference produit | code art | art | refer | no article | item code | item number | item no | product code | product no |
        part number | part no | sku | item id | product id | article no | article number | article code | art no | part # | catalog # |
        catalog no | catalogue no | stock code | model | model no | product # | part | mpn | product number | prod id | manufacturer part |
        item ref | code no | artikelnummer | artikel nr | art nr | artikelnr | artnr | produktnummer | materialnummer | material nr |
        bestellnummer | best nr | artikelcode | teilenummer | produktcode | sachnummer | referencia | codigo | cod | codigo articulo |
        codice | codice articolo | cod articolo | cod art | rif | codice prodotto | artikel code | art code | productcode | varenr |
        artikkel | indeks | artikkelnr | varenummer |
        symbol | kod | kod produktu | produktnr | tuotenumero | tuotekoodi | referenznummer | artikkelnummer | ref article interne""",
    "buyer_item_id": """
        ref client | reference client | code client | customer item | customer part no | customer ref | customer part number | buyer item |
        buyer item id | kunden art nr | kundenartikelnummer | kundenmaterial | kundenartikelnr | kd art nr""",
    "your_item_id": """
        ihre nr | ihre artikelnr | votre code | votre code article | your code | your item | your item no | your part no |
        ihre bestellnummer | votre reference | votre ref | vos references | your ref | your reference | ihre artikelnummer | ihre art nr |
        ihre artikel nr | su referencia | vostro codice | uw referentie | uw artikelnummer | ihre materialnummer""",
    "our_item_id": """
        unsere nr | unsere artikelnr | notre code article | our code | our item no | unser artikel | notre reference | notre ref | n ref |
        notre code | our ref | our reference | our item | our part no | unsere artikelnummer | unsere art nr | nuestra referencia |
        nostro codice | ns codice | onze referentie | ons artikelnummer | nostro rif | unsere artikel nr""",
    "supplier_item_id": """
        ref fournisseur | reference fournisseur | ref frs | ref four | reference fourn | supplier ref | supplier item | supplier part no |
        vendor item | vendor part no | vendor item no | lieferanten art nr | lief art nr | code fournisseur | n° fournisseur |
        supplier code | supplier item no | supplier article | lieferantenartikelnummer | ref proveedor | cod fornitore |
        leverancierscode | vendor material | vendor material no | vendor mat no | supplier material | lieferantenmaterial |
        lieferantenmaterialnummer | material fournisseur | materiale fornitore | material proveedor""",
    "gtin": """
        gtin | ean | ean 13 | ean13 | code ean | gencod | code barre | code barres | barcode | bar code | upc | ean code | ean gtin |
        gtin ean | ean nr | codice ean | codigo ean | ean upc | gencode""",
    "description": """
        article? | designation | description | libelle | produit | produits | article designation | prestation | prestations | nature |
        intitule | desc | designation article | descriptif | designation des articles | detail | details | designation des prestations |
        designation produit | description des produits | description produit | libelle article | description article |
        articles et prestations | objet | item description | product? | products | product description | item? | items | service |
        services | goods | details of goods | description of goods | particulars | product name | item name | activity | product service |
        name | description of goods services | item details | product or service | material description | service description |
        items and description | what | name description | item and description | bezeichnung | beschreibung | artikelbezeichnung |
        leistung | artikelbeschreibung | artikel? | produkt? | text | produktbezeichnung | warenbezeichnung | leistungsbeschreibung |
        leistungsbezeichnung |
        material | short text | material short text | kurztext | materialkurztext | texte court | testo breve | texto breve |
        artikel bezeichnung | artikeltext | bezeichnung der leistung | ware | leistungen | position beschreibung |
        produktbeschreibung | artikelname | name der ware | produkt beschreibung | bezeichnung beschreibung | tatigkeit | descripcion |
        concepto | articulo? | articolo? | producto | detalle | servicio | denominacion | descrizione | prodotto | descrizione articolo |
        descrizione dei beni | natura e qualita dei beni | descrizione prodotto | servizio | descrizione merce | denominazione |
        omschrijving | artikelomschrijving | product omschrijving | beschrijving | omschrijving artikel | dienst | beskrivelse |
        nazwa towaru | descricao | beskrivning | nazwa |
        varetekst | tekst | vare? | varenavn |
        benaming | artikelbenaming | benamning | opis | tuote | kuvaus | descripcion articulo | nazwa uslugi | produktnavn | artikelnavn |
        descricao do artigo | artigo? | designacao |
        title? | titre? | titel? | titolo? | titulo? | plan? | abonnement? | subscription? | forfait? |
        polozka | popis | nazev | oznaceni | oznaceni dodavky | nazev polozky | popis zbozi | tuote palvelu | nimike | megnevezes |
        usluga | popis polozky | product dienst | produkt dienst | voce |
        denumire | denumirea serviciilor | denumirea produselor | denumire produs |
        formation? | cours? | seance? | course? | kurs? | acte? | actes? | projet description? |
        produits et services | natura dei beni e servizi | werkzaamheden? | tatigkeiten? |
        dienstleistung? | leistungstext | deliverable?""",
    "quantity": """
        qte fact | qtes fact | quantites fact |
        quantite | qte | qtes | quant | qte commandee | quantite commandee | qte facturee | quantite facturee | qte livree |
        quantite livree | nombre | nb | nbre | q te | qté | quantites | volume? | heures? | nb jours | jours? | qt | nbr | quantity | qty |
        qty ordered | quantity ordered | ordered | order qty | qty shipped | shipped qty | qty invoiced | invoiced quantity | hours? |
        hrs? | no of units | billed quantity | billed qty | order quantity | requested qty | agreed qty | units? | hrs qty | qnty |
        amount of units | qty hrs | hours qty | total qty | quan | qtty | pcs? | days? | nights? | menge | anzahl | stuckzahl |
        bestellmenge | anz | stuck? | mge | liefermenge | stunden? | stk? | bestellte menge | menge einheit | std? | cantidad | cant |
        ctdad | uds | quantita | qta | q ta | qtà | unidades? | quantita ordinata | aantal | hoeveelheid | aant |
        bestelde hoeveelheid | antall | ilosc | quantidade | qtd | antal | uren? | pz? |
        mg | mng | il? | ilosc sztuk | ant | mangde | maengde | maara | qtde | number of units | units ordered | nombre d'unites | q ty |
        qte ht | milliers? | millares? | migliaia? |
        delivered | shipped | invoiced | qty delivered | delivered qty | quantity delivered | quantity shipped | quantity invoiced |
        confirmed qty | qty confirmed | livre? | livree? | qte expediee | quantite expediee | qte confirmee | geliefert | bestellt |
        gelieferte menge | berechnete menge | bestatigte menge | geleverd | besteld | geleverd aantal | besteld aantal |
        aantal geleverd | aantal besteld | quantita consegnata | q ta consegnata | consegnato | cantidad entregada | cantidad pedida |
        servido | pedido? | leveret | levererat | levert | bestilt | bestallt | hours qty |
        pocet | mnozstvi | kpl | mennyiseg | kolicina | liczba | liczba sztuk | cantitate | cantitatea |
        unid | ctd | pezzi | n pezzi | nr pezzi | n° pezzi | n ore | stuks | hoeveelh |
        dauer? | arbeitszeit? | no of days | number of days""",
    "unit_code": """
        unite | un | u | ut | unites? | uv | cdt | conditionnement | unit | uom | u m | um | u o m | unit of measure | per | einheit | me |
        eh | einh | mengeneinheit | verpackungseinheit | ve | unidad | ud | u med | unita | u di m | unita di misura | eenheid | ehd | enh |
        jm | unite de mesure | unit code |
        j m | jedn | enhed | enhet | yks | yksikko | u mis | unidade | unite vente |
        mj | jedn miary | m j | jednotka | enh medida""",
    "net_price": """
        prix unitaire | pu | p u | pu ht | p u ht | p u h t | pu h t | prix unitaire ht | prix unit | prix unit ht | prix |
        prix ht unitaire | p unitaire | px unitaire | prix net | pu net | prix u ht | tarif | px unit | prix unitaire h t | prix u |
        p u net | pu net ht | prix unitaire net | px u ht | px unitaire ht | p unit ht | p unit | cout unitaire | pu eur |
        prix unitaire net ht | p u ht net | prix unitaire hors taxe | prix unitaire hors taxes | p u net ht | tarif unitaire |
        prix unit net | taux horaire? | prix net ht | tarif ht | prix unitaire eur | montant unitaire | montant unitaire ht | pu en eur |
        unit price | price | price unit | net price | unit cost | rate | price each | price per unit | each | unit net price | cost |
        net unit price | price net | unit rate | item price | hourly rate | unit price eur | price eur | unit price usd | price ea |
        list price | rate hr | selling price | unit price net | rate per hour | charge | unit amount | unit price excl vat | unit value |
        price item | net price unit | agreed price | price per | einzelpreis | stuckpreis | preis | e preis | ep | einzelpreis netto |
        preis netto | preis einh | preis einheit | einzel | nettopreis | preis pro einheit | netto einzelpreis | preis eur | stk preis |
        preis stk | einzelpr | preis je einheit | einheitspreis | stundensatz | ep netto | epreis | ep eur | einzelpreis eur |
        preis einzel | listenpreis | e preis eur | preis st | einzelpreis in eur | preis in eur | nettoeinzelpreis | preis pro stuck |
        e preis netto | verkaufspreis | precio | precio unitario | p unitario | precio ud | pvp | prezzo | prezzo unitario | prezzo un |
        prezzo unit | pr unitario | pr unit | preco unit | prz unit | costo unitario | precio unit | precio uni | importe unitario |
        prezzo netto | costo | precio neto | prijs |
        stukprijs | eenheidsprijs | prijs per stuk | prijs per eenheid | tarief | prijs excl btw | pris | enhetspris | cena netto |
        cena jednostkowa | preco unitario | preco | a pris | prijs excl | stuksprijs | a prijs | enhedspris | cena |
        px unit ht | px net | px net ht | prix net unitaire | netto ep | nettoep | einheitspr | preis me | prijs p e | prijs pe |
        prijs st | eenh prijs | cena jedn | cena j netto | salgspris | pris stk | pris pr stk | styckpris | yksikkohinta | a hinta |
        preco un | prezzo cad | importe unidad | grundpreis netto |
        cena za polozku | j cena | cena za mj | cena za jednotku | jednotkova cena | cena bez dph | egysegar | a hinta veroton | hinta |
        price per item | pln h | prices? | list price unit | net price unit | unit price in | pricing per unit |
        pret unitar | pretul unitar |
        prix a l'unite | prix unite | prix ht unite | prix de vente | prix de vente ht | pv ht | prix horaire | taux journalier | tjm |
        precio por unidad | valor unitario | v unitario | vr unitario | vlr unitario | coste unitario | tariffa | uurtarief | einzelbetrag |
        v r unitario | v unit | vr unit | vlr unit | v r unit |
        netto preis | preis je stunde | item rate | mrp? | price excl vat | price ex gst""",
    "base_quantity": """
        base qty | price base qty | price base quantity | base quantity | price unit qty | preiseinheit | pe | preis per | prijseenheid |
        price basis | base prix | quantite de base | par quantite""",
    "gross_price": """
        prix brut | pu brut | tarif brut | prix unitaire brut | p u brut | gross price | bruttopreis | prezzo lordo | precio bruto |
        bruto prijs | prix public | pu ht brut | p u brut ht |
        grundpreis | prix catalogue | px brut | listino | prezzo listino | tarifa | list""",
    "price_with_tax": """
        pu ttc | prix ttc | prix unitaire ttc | p u ttc | pu t t c | preis brutto | einzelpreis brutto | unit price incl vat |
        gross unit price | price incl vat | prijs incl btw | ep brutto |
        cena brutto | a hinta verollinen | cena s dph | pris inkl moms | precio con iva | prezzo ivato""",
    "discount": """
        remise | rem | rem % | remise % | % rem | % remise | discount | disc | disc % | discount % | rabatt | rab | rabatt % | dto |
        descuento | dto % | sconto | sc | sc % | sconto % | korting | korting % | nachlass | taux remise | r % | rabatt in % | disc rate |
        allowance | rab % | allowances charges | discount rate | remise ht | % dto |
        alennus | sleva | sleva % | rabais | rabat | upust | desconto | desc % | rab in %""",
    "line_amount": """
        montant ht | total ht | montant | total | montant h t | prix total | prix ht | total h t | total ligne | montant net |
        total ligne ht | prix total ht | montant total | montant net ht | ht | total net ht | total net | montant total ht | total en eur |
        montant eur | mt ht | montant eur ht | valeur | montant ligne | somme | total eur ht | prix total h t | total prix | total prix ht |
        net ht | valeur ht | montant en eur | amount | line total | total price | net amount | line amount | extended price | ext price |
        total amount | subtotal | net | amount usd | amount eur | net value | value | total cost | extension | extended amount | total usd |
        total eur | sub total | total excl vat | line net amount | amount net | net line amount | net worth | line total net | item total |
        total value | amount excl vat | extended | amount gbp | sum | net total | ext | line value | ext amount | price total | total excl |
        amount in eur | taxable value | taxable amount | gesamt | gesamtpreis | betrag | netto | gesamtpreis netto | summe | nettobetrag |
        g preis | gp | gesamtbetrag | preis gesamt | gesamt netto | netto gesamt | betrag netto | nettowert | gesamt eur | betrag eur |
        netto betrag | wert | zeilensumme | positionspreis | gesamtpr | gpreis | gesamtsumme | gesamtnetto | gp eur | gesamt in eur |
        gesamtpreis eur | positionsbetrag | betrag in eur | nettogesamt | positionswert | zeilenpreis | zeilenbetrag |
        zeilengesamt | gp netto | gesamtwert | g preis eur |
        nettopreis gesamt | importe | total linea | importe neto | total neto | importo | totale | prezzo totale | importo netto |
        totale riga | totale netto | valore | bedrag | totaal | totaalprijs | bedrag excl btw | totaal excl btw | regeltotaal |
        netto bedrag | wartosc netto | valor | valor total | belop | sum eks mva | totaal excl | nettobedrag | imponibile |
        vr total | vlr total | v r total |
        belob | belopp |
        ialt | i alt | summa | yhteensa | kwota | kwota netto | razem | razem netto | wartosc | valor liquido | gesamtpr netto |
        importe linea | belop eks mva |
        celkem | celkem bez dane | cena bez dane | celkem bez dph | veroton yhteensa | cena celkem | osszesen | iznos | valoare | valoarea |
        precio total | tot riga | lijntotaal | amt? | taxable amt | line net | amount excl tax | total ex gst |
        zwischensumme | zwischensumme ohne ust | sous total | sous total ht""",
    "amount_with_tax": """
        montant ttc | total ttc | ttc | total t t c | prix ttc total | amount incl vat | gross amount | gross | total incl vat | brutto |
        bruttobetrag | gesamt brutto | total con iva | totaal incl btw | gross worth | bedrag incl btw | wartosc brutto | total inc vat |
        betrag brutto | total incl | totale ivato | total gross | incl btw | total with vat | inc vat |
        verollinen yhteensa | celkem s dph | kc celkem | celkem kc | belopp inkl moms | sous total ttc | zwischensumme inkl ust |
        zwischensumme inkl mwst""",
    "tax_rate": """
        tva | taux tva | taux de tva | % tva | tva % | taux | tx tva | t v a | code tva | taxe | taxes | vat | vat rate | vat % | tax |
        tax rate | tax % | vat code | mwst | ust | mwst % | ust % | steuersatz | mwst satz | steuer | ust satz | % mwst | iva | iva % |
        % iva | tipo iva | aliquota | aliquota iva | al iva | aliq iva | btw | btw % | btw tarief | % btw | mva | mva % | moms |
        stawka vat | gst | gst % | gst rate | sales tax | satz | tva en % | taxed? | tax code | ust in % | mwst in % | vat perc | cod iva |
        c iva | mwst code | tax type | tax in % |
        stawka | moms % | alv | alv % | taux tva % | code taxe |
        sazba dph | dph % | % dph""",
    "line_tax": """
        montant tva | tax amount | vat amount | steuerbetrag | mwst betrag | importe iva | importo iva | btw bedrag | kwota vat |
        ust betrag | imposta |
        alv yhteensa | dph | valoare t v a | valoare tva""",
    "requested_delivery_date": """
        date de livraison | livraison | date livraison | livraison souhaitee | delai | date souhaitee | delivery date | required date |
        requested date | due date | delivery | req date | need by | date required | ship date | required by | requested delivery date |
        liefertermin | lieferdatum | termin | wunschtermin | lieferung | fecha entrega | fecha de entrega | entrega | data consegna |
        consegna | data di consegna | leverdatum | levering | gewenste leverdatum | del date | delivery due | date liv""",
    "other": """
        date | lot | n° lot | n° de serie | serial no | serial number | bl | n° bl | commande | n° commande | order | order no | poids |
        weight | gewicht | colis | origine | origin | hs code | code douane | marque | brand | taille | size | couleur | color | colour |
        datum | projet | project | qte restante | backordered | back ordered | b o | hsn | hsn code | hsn sac | pays | fecha | data |
        stock | prix tarif | tva code | batch | charge nr | charges | serie | datum von bis | zeitraum | periode | period | from | to |
        zolltarifnummer | fabricant | manufacturer | warengruppe | emplacement | location | cn code | base price | tariff |
        statut | status | mitarbeiter | employee | ref bl | bon de livraison | kg | hsn code sac | ndc | strength | dosage | pack |
        pack size | packing | units per box | units per case | units per carton | units per pack | qty per box | qty per case |
        pcs per box | pcs per carton | pcb | colisage | qte par carton | unites par carton | pieces par carton | stuck pro karton |
        stuck je karton | unidades por caja | uds por caja | uds caja | pezzi per cartone | pz per cartone | pezzi per confezione |
        stuks per doos | aantal per doos""",
}  # fmt: skip
