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
        (zugehorige/verwandte) rechnung | kapcsolodo szamla | souvisejici faktura |
        reversion de""",
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
        bestallningsdatum | datum objednani |
        data comenzii | fecha orden compra""",
    "customer_number": """
        customer account | (kund/kunde)(kode/kod/konto) | klant( /)code | klantrekening | kod (klienta/zakaznika/dostawcy/dodavatele) |
        (numer/nr/identyfikator) (klienta/dostawcy/odbiorcy) | (codigo/cod) (proveedor/vendedor/fornecedor) | codice fornitore |
        leverancier(nummer/code/scode/ code/ nummer) | leverandor( /)(kode/nummer) | leverantors(kod/nummer/ kod) |
        toimittaja(numero/tunnus) | asiakastunnus | (vevo/ugyfel/szallito)(kod/ kod/ azonosito) | cod (client/furnizor) |
        (kunden/lieferanten)code |
        (konto/id) (klienta/zakaznika) | asiakastili | cuenta cliente | conta cliente | cont client""",
    "delivery_note": """
        (lahetyslista/pakkseddel/packsedel/szallitolevel/remito)? | dodaci list? | aviz expeditie? | list przewozowy? | nota entrega? |
        documento spedizione? | (sporings/spar/sparnings/tracking)nummer | seurantanumero | sledovaci cislo |
        numero (rastreo/suivi/rastreamento/seguimiento) | numer przesylki | numar urmarire | nyomonkovetesi szam |
        sendungsverfolgungsnummer |
        dowod dostawy?""",
    "payment_reference": """
        maksuviite | maksun viite | betalings (id/ref) | (betalings/betalnings)(referanse/referens/ref) |
        (ref/rif) (paiement/pago/pagamento/platnosci/plata) | referinta plata | (fizetes/fizetesi) (hivatkozas/azonosito) |
        (zahlungs/betalings/betalnings) id | id (pagamento/pago/paiement) | identyfikator platnosci | referencia pagamento""",
    "quotation_reference": "tarjousnumero | numero (cotacao/orcamento) | offerte( /)code | angebots id | ajanlat azonositoja",
    "own_reference": """
        (prosjekt/projeto/prosjekti/projekti)? | (projekt/prosjekt)(nummer/nr) |
        (proiect/projektname/projektnamn)? | nazwa projektu | nazev projektu | projektinumero | projectnummer""",
    "contact": """
        kontakt | kontaktperson | (telefon/telefoon/telefaks/fax/mobil/faks)(nummer/nr) | mobiltelefon | fax number | webseite |
        webova stranka | movil | sahkoposti | faksi | faks | yhteyshenkilo | e post( adresse/ adress/adresse/adress/) | epost | tlf |
        nettsted | strona (www/internetowa) | numer telefonu | contato | webbplats | kundenbetreuer |
        kontaktni osoba | telefonni cislo | hjemmeside | hemsida | matkapuhelin | puhelinnumero | sahkopostiosoite | weboldal | kapcsolat |
        kapcsolattarto( neve/) | telefonszam | cellulare | mobiel | e mailadres | celular | telemovel | (mitarbeiter/medarbejder/employe
        /dipendente/pracownik/angajat/anstalld/ansatt/tyontekija)? | nazwa kontaktu | osoba kontaktowa | kontaktnamn""",
    "issue_date": """
        (letrehozas/letrehozasa/bizonylat/kiallitas) (datuma/kelte) | uitgiftedatum | (oprettelses/kredit/regnings)dato |
        (oprettet/udstedt/utstedt/opprettet)( den/)? | (luotu/luontipaiva)? | (erstell/kredit/utfardande/kvitto)datum | ausgestellt? |
        emitido( em/ el/)? | (emessa/emesso)( il/)? | (aangemaakt/gemaakt) op? | (utfardad/skapad)( den/)? | wystawione? | vystavene? |
        (creado/creada) el? | creat? | datum vystaveni |
        (rechnung erstellt/factura creada/facture creee/fattura creata/fatura criada/factura creata/faktura skapad/lasku luotu
        /factuur aangemaakt/faktura vytvorena)( am/ le/ el/) | created on? | letrehozva? | aanmaakdatum | (creado/criado) (en/em)?""",
    "due_date": """
        (maksu /)eraantyy | verschuldigd op | splatne (do/dne) | forfalder( den/) | betalingsfrist | a? fizetes esedekessege |
        pagamento devido( em/) | esedekes? |
        fecha limite factura | vencido em | forfallen? | dovuto?""",
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
        data (spedizione/envio/despacho/embarque) | period (start/end)( date/) |
        (udlobs/start/slut)( /)dato | gyldig indtil | (fecha/data) (final/inicial) | (expira/expire) (el/le/em) | paattymispaiva |
        tarjouksen (paivamaara/paivays) | lejarat datuma | lejarati datum | valido fino a | verloopt op | tilbudsdato | offertdatum |
        data (wygasniecia/expiracao/inceput/sfarsit) | termin waznosci | valabil pana la | (van/od/do) (datum/data/daty) | ate a data |
        valable jusqu'au | (bezahlt/pagado/pagato/pago) (am/el/il/em)""",
    "payment_terms": """
        zpusob platby | platebni (metoda/metody/termin/podminka) | (betalings/betalnings/zahlungs)(metode/metod/methode/satt/type/typ) |
        betalingsvilkar | zahlungsarten? | metodos pago | maksutapa | betaal(methode/methoden) | (metoda/metody) (platnosci/plata) |
        (termeni/conditii) plata | fizetesi modok | zahlart | condicion pago | (platba/platnosc/maksu/betalning)? |
        (bedingungen/terminos/warunki/voorwaarden/vilkar)? |
        (typ platby/tipo pago/maksutyyppi/maksun tyyppi/fizetes tipusa/typ platnosci/tip plata) | detalles pago | termino pago |
        maksutavat | metode plata | szczegoly platnosci | (podminky/ehdot/fizetes/feltetelek/plata/termeni/termos/villkor/condicoes)?""",
    "currency": """
        kod (waluty/meny) | valutakod |
        (mena/waluta) faktury | (moneda/devise/moeda/valuta) (factura/facture/fatura/fattura/facturii) | wahrungscode | valutakode""",
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
        numele cumparatorului | kundendetails | jmeno kupujiciho | (betalings/faktura)adresse | adres faktury |
        asiakkaan (nimi/osoite/tiedot) | (dane/adres) klienta | faktura do | kund(namn/uppgifter) | szamlazasi nev""",
    "seller": """
        lieferanten(name/details) | leverancier(naam/snaam) | leverantorens namn | szamla kiallitoja |
        beszallito | vendido por | (adres/szczegoly) dostawcy""",
    "issuer": """
        lahettaja | expeditor | (fra/fran)? |
        (felado/desde)?""",
    "addressee": """
        vastaanottaja | ontvanger | cimzett | destinatar | (til/till)? |
        (komu/prijemce/catre)?""",
    "deliver_to": """
        (send/sendes/leveres) til | (skicka/skickas/levereras) till | odeslat na | szallitasi cim | (wyslij/wysylka/dostawa) do |
        adres (do wysylki/wysylki) | (endereco/morada/direccao) (entrega/envio) | (enviar/expedir/enviando) para | adresa (livrare/dodani) |
        liefer adresse | versand( /)(nach/adresse/informationen) | shipping to | (despachar/embarcar/envie) (a/hacia) | invia a |
        (verzend/verzenden/verschepen) (naar/aan) | bezorglocatie | verzendingsadres | (detalles/detalhes) entrega | szallitas cime |
        dodaci adresa | forsendelsesadresse""",
    "vat_id": """
        (numer identyfikacyjny/numer rejestracyjny/numer) vat | numero identificacao (fiscal/vat) | numero (iva/nif/vat/cif) |
        (moms/organisations)nummer | veronumero? | alv (numero/tunnus) | (kozossegi/eu) adoszam | danove (cislo/identifikacni cislo) |
        cod (fiscal/tva/unic inregistrare) | cui | numero identificazione fiscale | fiscaal identificatienummer | numer nip | nr vat |
        numero identification fiscale""",
    "legal_id": """
        registracni cislo | numero registro | numer rejestracyjny | (numar/nr) inregistrare | (registrerings/registratie)nummer |
        regisztracios szam | yritystunnus | numero enregistrement | (company/firmen/unternehmens/firma) id""",
    "payment_iban": "numer iban | numero conto iban",
    "bank_account": """
        (numero/n°) (cuenta/conta/conto/cuenta bancaria/conta bancaria/compte bancaire) | numer (konta/konta bankowego/rachunku bankowego) |
        cislo (uctu/bankovniho uctu) | nazev banky | bankovni (spojeni/ucet) | (konto/bank)(navn/name) | bank(konto/rekening)(nummer/) |
        banknaam | bankkontonummer | pankin nimi | pankkitili | tilinumero | bankszamla(szam/) | bankens namn | nazwa banku | nome conta |
        (numele bancii/cont bancar/numar cont) | (cuenta/conta) bancaria | coordinate bancarie | datos bancarios | dados bancarios |
        (bankgegevens/bankoplysninger/bankuppgifter/bankopplysninger) | (branch/institution) code | account owner |
        (nazev/nazwa) (uctu/konta) | tilin nimi | compte bancaire | nom compte | conto bancario | codice filiale | dane bankowe |
        nazwa wlasciciela konta | codigo (banco/agencia/sucursal/bancario) | detalhes bancarios | detalii bancare | nume cont |
        kontonamn | bankkod | bankdaten | (pankki/banka)""",
    "vat": """
        (dan/dane/skatt/skat/vero/verot/ado/adok/tassa/tasse/belasting/belastingen/imposto/impostos/impot/impots/podatki/icms/igv/ivu
        /tgc)? |
        (skatter/avgift/taxa)?""",
    "tax_exclusive_amount": """
        (mezisoucet/valisumma/reszosszeg/delsumma/delsummera) | (total/totale) (parcial/parziale) | suma czesciowa |
        (netto/net)(belopp/total) | cisty soucet | total fara taxe | total sin imp | total ekskl | totalt exkl |
        zdanitelna castka | skattepligtigt belob | montant taxable | belastbaar bedrag | valor taxado | suma impozabila |
        sub totale""",
    "tax_amount": """
        (moms/skatte)(belopp/belop/belob) |
        gesamtsteuer | (suma/wartosc) podatku | taxa totala""",
    "tax_inclusive_amount": """
        (total/brutto/faktura)(summa/sum/belop/belopp/belob) | celkovy soucet | yhteissumma | kwota calkowita |
        (fakturans/faktura/rakningens) (belopp/belop/belob) | (valor/monto/montante) (factura/fatura) | castka faktury |
        kwota rachunku | (totalpris/totaalprijs/kokonaishinta)? | (celkova cena/cena calkowita/teljes ar)? | valor (fatura/factura) |
        insgesamt? | totala summan | faktura totalt""",
    "payable_amount": """
        (forfalt/resterende/gjenstaende) belop | (forfallet/aterstaende) belopp | (forfaldent/resterende/skyldigt) belob |
        rest(belop/belopp/belob) | (castka/celkem) k zaplaceni | (dluzna/splatna) castka | kwota (nalezna/pozostala) |
        (suma datorata/total datorat) | (valor/total) (devido/em divida) | (monto/cantidad/importe/saldo) (adeudado/adeudada/debida
        /restante/vencido) | (betrag/gesamtbetrag) fallig | esedekes osszeg | avoin (summa/saatava) | eraantyva summa |
        yhteensa maksaa | remaining (amount/unpaid) | (total/importe/monto) (pendiente/por pagar) | gesamtsaldo |
        (ubetalt/obetald/obetalda/unbezahlt/onbetaald/unpaid/neachitate/neplatit/maksamatta/kifizetetlen/niezaplacone/nezaplaceno)? |
        (no pagado/no pagada/non pagato/non pagata/nao pago)? | (egyenleg/zustatek/balans/balanse/sold)? |
        (skyldig/utestaende) (belop/belopp/belob) | udestaende belob | (ikke betalt/non paye/nie zaplacono)? | (impaye/impayes/impayees
        /impagado/sin pagar/maksamaton/fizetetlen/neplacene/ausstehend)?""",
    "prepaid_amount": """
        bezahlter betrag | (betrag/gesamtbetrag) (erhalten/bezahlt) | zahlung erhalten | gesamtzahlbetrag |
        (pago/pagos) (recibido/recibidos) | maksettu maara | ennakkomaksu | total paye | montant (recu/acquitte) | totale pagato |
        (importo ricevuto/pagamento ricevuto/pagamenti ricevuti) | ontvangen (bedrag/betalingen) | betaling ontvangen |
        kwota (zaplacona/otrzymana/wplacona) | (total pago/valor pago/valor recebido/pagamento recebido/pagamentos recebidos) |
        suma (platita/achitata) | (mottaget/erhallet) belopp | belopp mottaget | (for/forud)(betalt/betald/betaling) | handpenning |
        (betaling/betalning) (mottatt/modtaget/mottagen) | totalt betalt | betalt i alt | (importe/monto) recibido |
        (obdrzena/uhrazena) castka | (zaplaceno/zaplacene/betalt/bezahlt/maksettu/fizetve/pagato/pagata/zaplacone
        /oplacone/platit/betald/eloleg/predplacene/zalohy/zaliczki/adiantamentos)? |
        montant paye | cantidad recibida | fizetett osszeg | suma primita | plata primita | montante recebido | maksu vastaanotettu |
        (delbetalning/forskottsbetalning) | (einzahlung/zahlungseingang/pagadas/fizetett/kifizetve/betalad/platita)?""",
    "allowance": """
        (kokonaisalennus/alennukset/kedvezmeny/kedvezmenyek/engedmeny/reducere/discounturi/rabatter/rabaty/slevy/descuentos
        /descontos)? | reducere totala | (handels)(rabat/rabatt/korting) | (rabatt/kortings)(betrag/summa/bedrag) | szallitasi koltseg |
        (kwota rabatu/teljes kedvezmeny/montant remise/escompte commercial) |
        (rabat/rabatt)(belob/belop/belopp) | alennus yhteensa | importo sconto | (importo spedizione/monto envio) | (gebuhren/gebyrer/oplaty
        /dijak/avgifter/spedizione/verzending/wysylka/szallitas/reduceri)?""",
    "carried": """
        kreditlimit | saldo inicial | solde ouverture | ingaende balans |
        (limite/limita) (credito/credit) | (saldo/bilans) (apertura/otwarcia) | kredietlimiet | kredit(granse/grans) | luottoraja""",
    "page": "stranka | oldal",
    "rounding_amount": "kontant afrunding | rotunjire( numerar/) | kerekites",
    "weight": "(brutto/netto)(vagt/paino) | (brutto/netto/bruto) (suly/gewicht/vekt) | peso liquido | greutate (bruta/neta)",
    "your_reference": "referencia cliente | riferimento acquirente",
}  # fmt: skip
