"""The label phrases of totals, taxes, settlements, charges and carried amounts, written as those of headers."""

from __future__ import annotations

#: What stands beside amounts. The entries "sum" to "pay" are words of which labels are made ("total" and "ht"; see `labels`).
TOTALS = {
    "sum": """
        (total/totals/montant/somme/amount/sum/value/price/cost)? | (gesamt/summe/betrag/gesamtwert)? |
        (importe/suma/valor/valor total)? | (totale/importo/totaal/bedrag)? | (prix total/total price/prix/base)? |
        (razem/wartosc/kwota/belop/belob/summa/yhteensa/celkem/castka)? |
        (osszesen/mindosszesen/osszeg/vegosszeg/ertek/valoare)?""",
    "net": """
        (ht/h t/hors taxes/hors taxe/hors tva/net/hors droits)? | netto | neto | net ht | imponibile | neta |
        (excl/excluding/ex/exc/exclusive/exl) (vat/tax/gst/taxes/btw/moms)? | (vat/tax) (exclusive/excluded/excl)? |
        (without/before/net/w o) (vat/tax/taxes/gst)? | (ohne/exkl/excl) (mwst/ust/mehrwertsteuer/umsatzsteuer/steuer)? |
        (sin/antes/excluido/mas) (iva/impuestos)? | (senza/escluso/al netto) (iva/imposte)? | iva (esclusa/escl/excluido/excluida)? |
        (exclusief/ex/zonder/excl) btw? | (sem/s) iva? | (eks/ekskl/excl/exkl/uden/utan) (mva/moms)? |
        (alv 0/ilman alv/veroton/veroton hinta)? | bez (dph/vat/dane)? | (fara tva/afa nelkul)?""",
    "gross": """
        (ttc/t t c/toutes taxes comprises/tva comprise/tva incluse/taxes comprises/taxes incluses/brut ttc)? |
        (incl/including/inc/inclusive/with/after) (vat/tax/gst/taxes/all taxes)? | (vat/tax) (inclusive/included/incl)? | brutto | gross |
        lordo | (inkl/incl/mit/inklusive/einschl/einschliesslich)( ges/ gesetzl/) (mwst/ust/mehrwertsteuer/umsatzsteuer)? |
        (con/incluido/incluidos/incl) (iva/impuestos)? | (iva/i v a/impuestos) (incluido/incluida/incluidos/inclusa/compresa/incl)? |
        ivato? | (comprensivo/incluso) iva? | (inclusief/incl/met) btw? | (com/c) iva? | (inkl/incl/med) (mva/moms)? |
        (sis alv/sisaltaa alv/verollinen)? | (s dph/vcetne dph/z vat)? | (cu tva/afaval)?""",
    "excl": "excl? | excluding? | exkl? | exclusief? | hors?",
    "incl": "incl? | including? | inkl? | inclusief? | inc?",
    "vat": """
        (tva/t v a/vat/mwst/ust/iva/i v a/btw/mva/moms/dph/alv/gst/hst/pst/qst/tps/tvq/sales tax/tax/taxes/taxe/mehrwertsteuer
        /umsatzsteuer/steuer/steuern) | (impuesto/impuestos/imposta/imposte/igic/podatek/podatek vat/arvonlisavero/igst/cgst/sgst
        /umsatzst/mw st/u st/utgst/cgst9/sgst9/cgst6/sgst6/cgst14/sgst14/cgst2/sgst2/igst18/igst12/igst5/igst28/itbis) |
        (mwst/steuer/ust/umsatzsteuer/mehrwertsteuer/gesamtsteuer/steuergesamt)(betrag/summe) | afa""",
    "pay": """
        a payer | a regler | to pay | zu zahlen | a pagar | da pagare | te betalen | a pagare | att betala | a betale | at betale |
        do zaplaty | k uhrade | maksettava | fizetendo | to be paid""",
    "tax_exclusive_amount": """
        (total/montant) en (euros/eur/€) ht | importe base | (subtotal/sub total/sous total/zwischensumme/subtotale/subtotaal/delsum
        /total net/net total/totale netto/total neto/totaal netto) | (net/goods) (value/worth/total) | goods value |
        taxable( amount/ value/ total/ base/ sum) | total taxable( amount/ value/) | (tax/vat) basis( total/) | total before tax |
        basic amount | base (ht/taxable/imposable) | total( net/) (apres remise/ht apres remise/ht net/net ht) | montant net ht |
        (subtotal/sub total/sous total) (moins/apres/less/after/minus) (remise/remises/discount/discounts) |
        total commande ht | total general ht | total facture ht | (total hors taxes) | (netto/nettogesamt/gesamtnetto
        /rechnungsnetto)(betrag/summe/wert/ betrag/ wert/ summe) | netto (gesamt/warenwert/total) | gesamtnetto | nettogesamt |
        warenwert( netto/) | (auftrags/bestell)wert netto | bestellwert | nettowarenwert | steuerbasis(betrag/) |
        bemessungsgrundlage( gesamt/) | entgelt? | (gesamtnettowert/rechnungssumme) ohne ust | steuerpflichtiger betrag |
        base imponible( total/) | total base( imponible/) | b imponible | imponibile( totale/ iva/) |
        (totale/importo) (imponibile/imponibili/merce/merci) | netto (imponibile/merce) | nettobedrag | grondslag | maatstaf( heffing/) |
        total (liquido/iliquido) | (incidencia/base tributavel) | (netto/net)(belop/belob/summa) | nettosumma | zaklad (dane/dph) |
        soucet polozek | adoalap |
        valor liquido | total droits | total (qty/quantity) value""",
    "tax_amount": """
        (tva/vat/mwst/ust/iva/btw/mva/moms/tax/gst/steuer) (total/totale/totaal/amount/betrag/gesamt/bedrag/belop/belob/due/payable/sum
        /summa/on/at/a/collectee/value) | total tax amount | total vat amount | tva sur les (debits/encaissements) | (plus/zzgl/zuzuglich
        /zuzugl/davon/darin/enthaltene/enthalten)( ges/ gesetzl/ enthaltene/) (mwst/ust/mehrwertsteuer/umsatzsteuer/steuer) |
        (zzgl/zuzuglich) gesetzliche (mehrwertsteuer/umsatzsteuer) | (plus/add/dont/includes/inclut) (tva/vat/tax/gst/taxes) |
        (di cui/incluye/waarvan) (iva/btw) | (herav/varav/heraf) (mva/moms) | (gesetzl/gesetzliche) (mwst/mehrwertsteuer/umsatzsteuer) |
        inkl mwst? | vorsteuer | (cuota/cuotas)( iva/) | invoice total vat amount | (sales/state/county/city/local) tax( total/) |
        (estimated/collected) tax( to be collected/) | tax collected | (btw/moms)(bedrag/belop/belob) | kwota (vat/podatku) |
        dan z pridane hodnoty | (vero/alv) (yhteensa/maara) | recargo( equivalencia/)? | vat @""",
    "tax_inclusive_amount": """
        (total/montant) en (euros/eur/€) ttc | total amount | montant total | importe total | total importe | importo totale |
        (grand/gross/invoice/overall/final) total | (order/document/bill) total | total (invoice/sum/value/charges/order/order value
        /credit/refund/usd/eur/gbp/chf/invoice value/facture/general/commande/avoir/sek/nok/dkk/pln/cad/global/billed/this invoice
        /new charges/current charges/price) | (gross/total) (amount/invoice amount) | gross (value/sum) |
        (montant/somme) (total/facture/global/facturation/avoir/commande/totale) | montant total facture | net ttc |
        (invoice/order/credit/bill/document/billed/purchase) (amount/value/sum) | (sum/credit) total | (credit/purchase order/po) total |
        amount (charged/total) | sale total | total (cost/amount) | (brutto/gesamtbrutto/bruttogesamt/bruttorechnungs/rechnungsgesamt
        /rechnungsend/gutschrifts/gutschrift/rechnungs/end/auftrags/bestell)(betrag/summe/ betrag/ summe/preis/total) |
        gesamt( /)(betrag/summe/total/preis) | rechnungsbetrag | endbetrag | endsumme | summe gesamt | (total/summe/gesamt) brutto |
        total (factura/documento/general/pedido/ordine/fattura/fatura/factuur/ordre) | importe (total/factura) |
        totale (fattura/documento/generale/complessivo/lordo/ordine/doc) | importo (totale/fattura/documento) |
        tot (fattura/documento/doc) | (factuur/order/bestel)(bedrag/totaal) | totaal (factuur/bedrag/generaal/order) | totaalbedrag |
        eindtotaal | eindbedrag | total (fatura/geral/documento) | (wartosc/suma/kwota) (brutto/faktury/zamowienia) |
        (total/sum)(belop/belob/summa) | i alt |
        totalt | (faktura/ordre)(total/belop/belob/sum/summa) | (fakturans/laskun) (summa/loppusumma) |
        (fakturans totala/totala) belopp | ammontare (fattura/totale/documento) | loppusumma | celkova castka |
        (szamla/brutto) (osszesen/vegosszeg/vegosszege/ertek)""",
    "payable_amount": """
        (net/reste/solde/solde net/balance/liquido/netto/saldo/nog/neto) (a payer/a regler/due/payable/zu zahlen/a pagar/da pagare
        /te betalen/a pagare) | a payer | te betalen | zu zahlen | do zaplaty | k uhrade | att betala | a betale | at betale |
        (net/montant net)( a votre credit/ en votre faveur) | (reste/restant/solde) du | solde( debiteur/ crediteur/) |
        (montant/total/somme/net) du | (montant/somme) (preleve/prelevement/due/exigible) | net a deduire | votre solde | restant du |
        (amount/balance/total/payment/total amount/invoice amount/total balance/net amount) (due/payable/outstanding/owing/owed/remaining
        /for payment) |
        (due/payable/outstanding) (amount/balance) | net (payable/due) | balance( to pay/) | due payable amount | montant net a payer |
        new balance | (please pay/you pay/pay this amount/amount to be paid) | amount due for payment | (payment/direct debit) amount |
        outstanding | (zahl/zahlungs/forderungs/uberweisungs/rest/abbuchungs/lastschrift)betrag | (offener/noch offener/zu zahlender
        /falliger/zahlbarer/zu uberweisender/verbleibender) (betrag/gesamtbetrag/restbetrag) | zahllast | noch zu (zahlen/bezahlen) |
        restforderung | offen | zu (uberweisen/bezahlen) | (pendiente/importe pendiente/total pendiente)( pago/) | liquido? |
        total a (abonar/ingresar) | saldo( pendiente/ dovuto/) | netto a versare | (importo/totale) dovuto | te voldoen |
        nog te (betalen/voldoen) | (openstaand/verschuldigd/te betalen) (bedrag/saldo) | pozostalo do zaplaty | zbyva uhradit |
        maksettavaa( yhteensa/) | jaljella | fizetendo (osszeg/vegosszeg/osszesen) | (total/rest) plata | (importe/saldo/total) adeudado""",
    "prepaid_amount": """
        (acompte/acomptes/avance/avances/arrhes/provision/provisions)( verse/ verses/ recu/ recus/ deduit/ deduits/ deja verse/ regle
        / percu/ payees/ versees/) | mensualites payees | (deja/montant deja/somme deja) (regle/paye/verse/facture/recu/payee) |
        dont acompte | (total/moins/deduction/deduire/a deduire) (acompte/acomptes/avances/paiements) | paye le? |
        (regle/paye/verse/percu)? | (paiement/paiements/reglements) (recu/recus/effectues/percus) | prepaid( amount/) |
        deposit( paid/ received/ amount/) | deposits | (amount/total/already/less/less amount) (paid/prepaid/received) |
        paid( amount/ to date/ in advance/) | (less/minus) (deposit/payment/payments/advance/prepayment/retainer) | payment received |
        payments( received/ made/ to date/ credits/) | (advance/advance payment/prepayment/prepayments/down payment/retainer/advances) |
        credit applied | (erhaltene/geleistete/abzgl/abzuglich/bereits/vereinnahmte/minus)( geleistete/ erhaltene/ bereits/) (anzahlung
        /anzahlungen/abschlage/abschlagszahlungen/zahlung/zahlungen/gezahlt/bezahlt/geleistet) |
        (anzahlung/anzahlungen/abschlag/abschlage)( brutto/ vom/) | (gezahlt/vorauszahlung/vorauszahlungen/anzahlungsbetrag/angezahlt
        /abschlagszahlung/abschlagszahlungen)( vom/) | gezahlter betrag | (anticipo/anticipos/entrega a cuenta/a cuenta/pagos a cuenta
        /importe pagado/senal/pagos anticipados) | pagado? | (acconto/acconti/anticipi)( versato/ versati/ ricevuto/) |
        gia (pagato/versato) | importo pagato | (voorschot/voorschotten/aanbetaling/reeds betaald/reeds voldaan/betaald/vooruitbetaald
        /al betaald) | (adiantamento/sinal) | (zaliczka/zaplacono/wplacono) | (forskudd/forskud/innbetalt) | (forskott/inbetalt) |
        ennakko | zaloha | uhrazeno""",
    "rounding_amount": """
        (arrondi/arrondis/rounding/round off/rundung/rundungsbetrag/rundungsdifferenz/redondeo/arrotondamento/afronding/avrunding
        /oresavrunding/oresafrunding/oresutjamning)( amount/ adjustment/) | zaokrouhleni | zaokraglenie | arredondamento | pyoristys""",
    "allowance": """
        (remise/remises/rabais/ristourne/escompte/reduction)( ht/ sur total/ sur facture/ globale/ commerciale/ exceptionnelle/ accordee
        /) | total (remise/remises/rabais/reductions) | (discount/discounts/allowance/allowances)( amount/ total/ applied/) | (total
        /volume/trade/early payment/promotional/order/customer/loyalty/invoice/less/special/cash/settlement) (discount/discounts
        /allowance/allowances) | (total charges and/charges/charges et) allowances | total charges |
        (rabatt/rabatte/nachlass/skonto/abzug/preisnachlass/gesamtrabatt/mengenrabatt/bonus/boni) | (summe/abzuglich) (rabatte/rabatt) |
        descuento( pronto pago/ global/ total/) | dto( comercial/ pp/) | rappel | sconto( merce/ finale/) | sconti | korting |
        betalingskorting | kortingen | desconto | rabat | sleva | alennus | frais( port/ transport/ expedition/ livraison/ gestion
        / dossier/ administratifs/ emballage/ fixes/ facturation/)( ht/) | (port/livraison ht/transport/expedition
        /participation frais port/port et emballage/emballage)( ht/) | eco (participation/contribution/part/taxe) | ecotaxe | d3e | deee |
        redevance | (prix/cout) (livraison/transport/port/expedition)( ht/)
        | taxe sur consommation? | (total/montant) (frais/charges)( ht/) | taxes et contributions | (shipping/freight/delivery
        /postage/carriage/courier/handling/packing/packaging/fuel/service/small order/pallet/environmental/administration) ( charge
        / charges/ cost/ costs/ fee/ fees/ surcharge/) | (shipping/postage/freight/delivery) (est/handling/and handling/& handling
        /and packing/& packing/and packaging) | (shipping/freight/postage/carriage/handling/insurance) | s h | p p | p & p |
        (charges/surcharge/surcharges/fee/fees/tip/gratuity) | (versand/fracht/porto/liefer/verpackungs/transport/neben/bearbeitungs
        /mindermengen/versicherungs)(kosten/gebuhr/zuschlag/spesen/pauschale) | (versand/fracht/porto/verpackung/zuschlag/zuschlage
        /mindermengenzuschlag/maut/treibstoffzuschlag/dieselzuschlag/energiezuschlag) | porto (und/&) verpackung |
        (summe/gesamtbetrag) (zuschlage/abschlage) | liefer und versandkosten | gastos( envio/ transporte/ financieros/) |
        (portes/transporte) | spese( trasporto/ spedizione/ incasso/ imballo/ bancarie/) |
        (trasporto/imballo/bollo/contributo/marca bollo/imposta bollo) | (verzendkosten/vracht/vrachtkosten/transportkosten
        /administratiekosten/toeslag/bezorgkosten/leveringskosten) | (frakt/fragt/gebyr/fakturagebyr/faktureringsavgift/emballasje
        /ekspeditionsgebyr) | (toimituskulut/rahti/laskutuslisa/toimituskulu) | (koszty wysylki/transport/koszt dostawy) |
        (doprava/postovne/balne) | portes envio | (irpf/retencion/retencion irpf/ritenuta/ritenuta acconto/retenue garantie/retenue
        /retention/withholding tax/sicherheitseinbehalt/einbehalt)""",
    "carried": """
        report | a reporter | total (page/cette page/intermediaire) | sous total page | (carried/brought/carry/bring) (forward/over) |
        page (total/subtotal) | ubertrag | (zwischensumme/summe) (ubertrag/seite) | seitensumme | suma y (sigue/anterior) |
        (riporto/a riportare/totale pagina) | transporteren | over te (brengen/dragen) | transport? | (ancien/precedent) solde |
        solde (precedent/anterieur/facture precedente) | (previous/prior/opening/last) (balance/statement balance/bill/amount due) |
        balance (forward/brought forward) | vorheriger saldo | saldo (vortrag/alt/anterior/precedente) | saldovortrag | altsaldo |
        vorig saldo | past due | montant facture precedente | credit limit""",
    "weight": """
        (net/gross/total/shipping) (weight/wt) | poids (net/brut/total) | (gewicht/peso) (netto/brutto/neto/bruto/lordo/total/totale) |
        (nettogewicht/bruttogewicht/gesamtgewicht) | (nettovekt/bruttovekt/nettovikt/bruttovikt) | waga (netto/brutto)""",
    "line_total": """
        total (lignes/des lignes/articles/brut/brut ht/produits/prestations/bruto/righe/lineas) | montant brut( ht/) |
        (sum/total)( amount/) (lines/line items) | (line/lines/items/item/products/merchandise) (total/subtotal) |
        sum of line net amount | total gross before discount | summe (positionen/der positionen) | positionen netto | positionssumme |
        totale (righe/lordo) | suma (lineas/bruta) | importe bruto""",
}  # fmt: skip
