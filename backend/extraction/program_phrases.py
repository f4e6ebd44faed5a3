"""The label phrases that invoicing programs print in their translations: headers, parties and totals, written as those of headers."""

from __future__ import annotations

#: Read after the other phrases, which keep what stands in both: whole labels, in the languages that those know less well above all.
HEADERS_OF_PROGRAMS = {
    "number": "numar? | numarul? | numer? | stevilka?",
    "date": "datuma? | paivays? | dag?",
    "invoice_number": "facturii? | kvitto(nummer/nr/ nummer/ nr)",
    "preceding_invoice_reference": """
        factura (relacionada/asociada/asociata) | fattura (correlata/collegata) | fatura (relacionada/associada) | gerelateerde factuur |
        relatert faktura | (relateret/relaterede) faktura | (relaterad/relaterade) faktura | powiazana faktura | liittyva lasku |
        (zugehorige/verwandte) rechnung | kapcsolodo szamla | souvisejici faktura""",
    "order_number": """
        ostotilausnumero | tilausviite | (bestell/bestellung) id | einkaufsbestell(nummer/nr) | (rendeles/megrendeles)i (szam/azonosito) |
        (zlecenie/zlecenia)? | numer zamowienia | bestallnings (nummer/nr)""",
    "sales_order": """
        (verkaufsauftrag/kundenauftrag/kundeauftrag)? | (verkaufsauftrags/kundenauftrags)(nummer/nr) | myyntitilaus? | salgsordrenummer |
        (saljorder/kundorder/forsaljningsorder/klantorder)? | (ordem/pedido/encomenda) venda | orden venta | ordine vendita |
        commande vente | bon vente | (zlecenie/zlecenia/zamowienie/zamowienia) sprzedazy | vevorendeles? |
        tilausvahvistus? | comanda (vanzare/vanzari)""",
    "order_date": """
        tilauspaivamaara | (rendeles/megrendeles) (datuma/kelte) | data (zlecenia/comanda) | opdrachtdatum | bestil dato |
        bestallningsdatum | datum objednani""",
    "customer_number": """
        customer account | (kund/kunde)(kode/kod/konto) | klant( /)code | klantrekening | kod (klienta/zakaznika/dostawcy/dodavatele) |
        (numer/nr/identyfikator) (klienta/dostawcy/odbiorcy) | (codigo/cod) (proveedor/vendedor/fornecedor) | codice fornitore |
        leverancier(nummer/code/scode/ code/ nummer) | leverandor( /)(kode/nummer) | leverantors(kod/nummer/ kod) |
        toimittaja(numero/tunnus) | asiakastunnus | (vevo/ugyfel/szallito)(kod/ kod/ azonosito) | cod (client/furnizor) |
        (kunden/lieferanten)code""",
    "delivery_note": """
        (lahetyslista/pakkseddel/packsedel/szallitolevel/remito)? | dodaci list? | aviz expeditie? | list przewozowy? | nota entrega? |
        documento spedizione? | (sporings/spar/sparnings/tracking)nummer | seurantanumero | sledovaci cislo |
        numero (rastreo/suivi/rastreamento/seguimiento) | numer przesylki | numar urmarire | nyomonkovetesi szam |
        sendungsverfolgungsnummer""",
    "payment_reference": """
        maksuviite | maksun viite | betalings (id/ref) | (betalings/betalnings)(referanse/referens/ref) |
        (ref/rif) (paiement/pago/pagamento/platnosci/plata) | referinta plata | (fizetes/fizetesi) (hivatkozas/azonosito)""",
    "quotation_reference": "tarjousnumero | numero (cotacao/orcamento) | offerte( /)code | angebots id | ajanlat azonositoja",
    "own_reference": "(prosjekt/projeto/prosjekti/projekti)? | (projekt/prosjekt)(nummer/nr)",
    "contact": """
        kontakt | kontaktperson | (telefon/telefoon/telefaks/fax/mobil/faks)(nummer/nr) | mobiltelefon | fax number | webseite |
        webova stranka | movil | sahkoposti | faksi | faks | yhteyshenkilo | e post( adresse/ adress/adresse/adress/) | epost | tlf |
        nettsted | strona (www/internetowa) | numer telefonu | contato | webbplats | kundenbetreuer""",
    "issue_date": """
        (letrehozas/letrehozasa/bizonylat/kiallitas) (datuma/kelte) | uitgiftedatum | (oprettelses/kredit/regnings)dato |
        (oprettet/udstedt/utstedt/opprettet)( den/)? | (luotu/luontipaiva)? | (erstell/kredit/utfardande/kvitto)datum | ausgestellt? |
        emitido( em/ el/)? | (emessa/emesso)( il/)? | (aangemaakt/gemaakt) op? | (utfardad/skapad)( den/)? | wystawione? | vystavene? |
        (creado/creada) el? | creat? | datum vystaveni""",
    "due_date": """
        (maksu /)eraantyy | verschuldigd op | splatne (do/dne) | forfalder( den/) | betalingsfrist | a? fizetes esedekessege |
        pagamento devido( em/) | esedekes?""",
    "requested_delivery_date": """
        (szallitas/kiszallitas/kezbesites) (datuma/tervezett datuma) | szallitasi datum | data (richiesta/planificata livrarii) |
        requerido (para el/por) | (erforderlich/benotigt) (bis/bis am) | bedarfstermin | nodig voor | pozadovano do | dzien dostawy |
        required to? | nodvendig (dato/ved)""",
    "other_date": """
        gyldig til | giltig till | (valido/valida/valable/valid) (hasta/ate/fino al/jusqu'au/till) | voimassa asti | (wazne/wazny) do |
        (start/slut/slutt/utlops)dato | (start/slut/utgangs/end/eind/anfangs/offerte/valuta)datum | (eind/start) datum |
        (von/bis/tot/vanaf/fran/till) datum | (fra/til) dato | (pocatecni/koncove) datum | datum (expirace/platby) |
        (obdobi/okres/perioada/idoszak/gultigkeit/periodo)? | od daty? |
        data (expirarii/waznosci/rozpoczecia/zakonczenia/inicio/termino/validade/cotacao/fim) | a partir da data? | expires( on/)? |
        (hasta/desde) la fecha? | fecha (caducidad/finalizacion/cotizacion/fin/embarque) | date (expiration/commencement) |
        data (spedizione/envio/despacho/embarque) | period (start/end)( date/)""",
    "payment_terms": """
        zpusob platby | platebni (metoda/metody/termin/podminka) | (betalings/betalnings/zahlungs)(metode/metod/methode/satt/type/typ) |
        betalingsvilkar | zahlungsarten? | metodos pago | maksutapa | betaal(methode/methoden) | (metoda/metody) (platnosci/plata) |
        (termeni/conditii) plata | fizetesi modok | zahlart | condicion pago | (platba/platnosc/maksu/betalning)? |
        (bedingungen/terminos/warunki/voorwaarden/vilkar)?""",
    "currency": "kod (waluty/meny) | valutakod",
    "delivery_terms": """
        toimitustapa | leverings( /)(mate/made/metode) | (leverans/frakt)( /)(satt/metod) | metoda (livrare/dostawy) |
        zpusob (dopravy/doruceni) | dorucovaci metoda | versand(methode/ durch/ uber) | (metodo/methode) (envio/entrega/consegna
        /spedizione/envoi/expedition/livraison/invio) | (enviar/envio) por | szallitasi mod | verzend(wijze/methode) | verzenden met |
        sposob (wysylki/dostawy) | przewoznik""",
    "buyer": """
        zakaznik | klient | kontrahent? | ugyfel? | mandant? | fakturacni adresa | cobrar a | adres (rozliczeniowy/do faktury) |
        endereco (cobranca/faturamento/faturacao/facturacao) | adresa facturare | fakturerings(adress/adresse) |
        (faktureras/fakturera/rakning/faktura) till | faktura til | faktura pro | (factuur/facturatie) adres | fattura a |
        szamla cimzettje | szamlazasi cim | laskutetaan | ostajan nimi | nazwa (klienta/kupujacego/nabywcy) | rachunek dla |
        wystawiono dla | faturar para | (kunde/kjoper/kober)navn | (kundens/inkopares) namn | facturati catre | facturat catre |
        numele cumparatorului | kundendetails | jmeno kupujiciho | (betalings/faktura)adresse | adres faktury""",
    "seller": "lieferanten(name/details) | leverancier(naam/snaam) | leverantorens namn | szamla kiallitoja",
    "issuer": "lahettaja | expeditor | (fra/fran)?",
    "addressee": "vastaanottaja | ontvanger | cimzett | destinatar | (til/till)?",
    "deliver_to": """
        (send/sendes/leveres) til | (skicka/skickas/levereras) till | odeslat na | szallitasi cim | (wyslij/wysylka/dostawa) do |
        adres (do wysylki/wysylki) | (endereco/morada/direccao) (entrega/envio) | (enviar/expedir/enviando) para | adresa (livrare/dodani) |
        liefer adresse | versand( /)(nach/adresse/informationen) | shipping to | (despachar/embarcar/envie) (a/hacia) | invia a |
        (verzend/verzenden/verschepen) (naar/aan) | bezorglocatie | verzendingsadres | (detalles/detalhes) entrega | szallitas cime""",
    "vat_id": """
        (numer identyfikacyjny/numer rejestracyjny/numer) vat | numero identificacao (fiscal/vat) | numero (iva/nif/vat/cif) |
        (moms/organisations)nummer | veronumero? | alv (numero/tunnus) | (kozossegi/eu) adoszam | danove (cislo/identifikacni cislo) |
        cod (fiscal/tva/unic inregistrare) | cui | numero identificazione fiscale | fiscaal identificatienummer | numer nip | nr vat""",
    "legal_id": """
        registracni cislo | numero registro | numer rejestracyjny | (numar/nr) inregistrare | (registrerings/registratie)nummer |
        regisztracios szam | yritystunnus | numero enregistrement | (company/firmen/unternehmens/firma) id""",
    "payment_iban": "numer iban | numero conto iban",
    "bank_account": """
        (numero/n°) (cuenta/conta/conto/cuenta bancaria/conta bancaria/compte bancaire) | numer (konta/konta bankowego/rachunku bankowego) |
        cislo (uctu/bankovniho uctu) | nazev banky | bankovni (spojeni/ucet) | (konto/bank)(navn/name) | bank(konto/rekening)(nummer/) |
        banknaam | bankkontonummer | pankin nimi | pankkitili | tilinumero | bankszamla(szam/) | bankens namn | nazwa banku | nome conta |
        (numele bancii/cont bancar/numar cont) | (cuenta/conta) bancaria | coordinate bancarie | datos bancarios | dados bancarios |
        (bankgegevens/bankoplysninger/bankuppgifter/bankopplysninger) | (branch/institution) code | account owner""",
    "vat": """
        (dan/dane/skatt/skat/vero/verot/ado/adok/tassa/tasse/belasting/belastingen/imposto/impostos/impot/impots/podatki/icms/igv/ivu/tgc)?
        """,
    "tax_exclusive_amount": """
        (mezisoucet/valisumma/reszosszeg/delsumma/delsummera) | (total/totale) (parcial/parziale) | suma czesciowa |
        (netto/net)(belopp/total) | cisty soucet | total fara taxe | total sin imp | total ekskl | totalt exkl""",
    "tax_amount": "(moms/skatte)(belopp/belop/belob)",
    "tax_inclusive_amount": """
        (total/brutto/faktura)(summa/sum/belop/belopp/belob) | celkovy soucet | yhteissumma | kwota calkowita |
        (fakturans/faktura/rakningens) (belopp/belop/belob) | (valor/monto/montante) (factura/fatura) | castka faktury |
        kwota rachunku | (totalpris/totaalprijs/kokonaishinta)? | (celkova cena/cena calkowita/teljes ar)? | valor (fatura/factura)""",
    "payable_amount": """
        (forfalt/resterende/gjenstaende) belop | (forfallet/aterstaende) belopp | (forfaldent/resterende/skyldigt) belob |
        rest(belop/belopp/belob) | (castka/celkem) k zaplaceni | (dluzna/splatna) castka | kwota (nalezna/pozostala) |
        (suma datorata/total datorat) | (valor/total) (devido/em divida) | (monto/cantidad/importe/saldo) (adeudado/adeudada/debida
        /restante/vencido) | (betrag/gesamtbetrag) fallig | esedekes osszeg | avoin (summa/saatava) | eraantyva summa |
        yhteensa maksaa | remaining (amount/unpaid) | (total/importe/monto) (pendiente/por pagar) | gesamtsaldo |
        (ubetalt/obetald/obetalda/unbezahlt/onbetaald/unpaid/neachitate/neplatit/maksamatta/kifizetetlen/niezaplacone/nezaplaceno)? |
        (no pagado/no pagada/non pagato/non pagata/nao pago)? | (egyenleg/zustatek/balans/balanse/sold)?""",
    "prepaid_amount": """
        bezahlter betrag | (betrag/gesamtbetrag) (erhalten/bezahlt) | zahlung erhalten | gesamtzahlbetrag |
        (pago/pagos) (recibido/recibidos) | maksettu maara | ennakkomaksu | total paye | montant (recu/acquitte) | totale pagato |
        (importo ricevuto/pagamento ricevuto/pagamenti ricevuti) | ontvangen (bedrag/betalingen) | betaling ontvangen |
        kwota (zaplacona/otrzymana/wplacona) | (total pago/valor pago/valor recebido/pagamento recebido/pagamentos recebidos) |
        suma (platita/achitata) | (mottaget/erhallet) belopp | belopp mottaget | (for/forud)(betalt/betald/betaling) | handpenning |
        (betaling/betalning) (mottatt/modtaget/mottagen) | totalt betalt | betalt i alt | (importe/monto) recibido |
        (obdrzena/uhrazena) castka | (platby/zaplaceno/zaplacene/betalt/betalinger/bezahlt/zahlungen/pagos/pagada/deposito/maksettu/maksut
        /payee/paiements/fizetve/kifizetesek/pagamenti/pagato/pagata/betalingen/zaplacone/oplacone/pagamentos/plati/platit/betald
        /betalningar/eloleg/predplacene/zalohy/zaliczki/adiantamentos)?""",
    "allowance": """
        (kokonaisalennus/alennukset/kedvezmeny/kedvezmenyek/engedmeny/reducere/discounturi/rabatter/rabaty/slevy/descuentos/descontos
        /coupon/cupon)? | reducere totala | (handels)(rabat/rabatt/korting) | (rabatt/kortings)(betrag/summa/bedrag) | szallitasi koltseg |
        (kwota rabatu/teljes kedvezmeny/montant remise/escompte commercial)""",
    "carried": "kreditlimit | saldo inicial | solde ouverture | ingaende balans",
}  # fmt: skip
#: The names of columns in the same programs.
COLUMNS_OF_PROGRAMS = {
    "line_number": "posicion | posizione | positie | pozycja | posicao | pozice",
    "seller_item_id": """
        referenz | produkt id | product ref | kode | koodi | kod | viite | riferimento | referentie | referanse | odniesienie | referinta |
        referens | reference produit | codice a barre? | id (prodotto/producto/produit/produto)""",
    "gtin": "stregkode | strekkode | viivakoodi | codice a barre | codigo barras | streckkod | kod kreskowy | vonalkod",
    "description": """
        produkty | sluzby | navn | ydelser | varer | produkte | dienstleistungen | task? | aufgabe? | nombre | productos | servicios? |
        articulos? | tarea? | detalles | productos y servicios | nimi | palvelut | tuotteet | nom | articles? | tache? | leiras |
        nev | nome | prodotti | servizi? | naam | diensten | producten | artikelen | taak? | tjenester | produkter | artikkel |
        uslugi | zadanie? | servicos? | produtos | produto | tarefa? | descriere | nume | produs | produse | servicii | namn | tjanster |
        uppgift? | produs serviciu | jmeno""",
    "quantity": """
        dage? | timer? | tage? | einheiten? | count? | dias? | horas? | entregado | enviado | paivaa? | paivat? | toimitettu | giorni? |
        ore? | dagen? | eenheden? | dager? | dni? | godziny? | dostarczone | entregue | zile? | dagar? | levererad | nap? | menny""",
    "unit_code": "jednotka | egyseg | jednostka | unitate",
    "net_price": """
        sazba? | sats? | tasa? | myyntihinta | egyseg ar | eladasi ar | verkoopprijs | pret | pret vanzare | forsaljningspris | kostnad? |
        pris per enhet""",
    "discount": "sleva | skonto | kedvezmeny | kortingspercentage | reducere",
    "line_amount": """
        mezisoucet | castka | zwischensumme | monto | suma | valisumma | reszosszeg | ertek | osszeg | vegosszeg | somma | subtotale |
        subtotaal | waarde | totalt | podsumowanie | suma czesciowa | montante | soma | delsumma | varde""",
    "tax_rate": """
        dan | danova sazba | steuern | steuersatze | impuestos | impuesto | tasa impuesto | verot | vero | ado | adok | tassa | tasse |
        belasting | belastingen | podatek | podatki | imposto | impostos | skatt""",
    "line_tax": "momsbelopp",
}  # fmt: skip
