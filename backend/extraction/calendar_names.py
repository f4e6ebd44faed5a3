"""The names of months and days in the languages read, folded, as CLDR has them; written out, as its files take long to load."""

from __future__ import annotations

#: The languages they are of.
LANGUAGES = ("fr", "en", "de", "es", "it", "nl", "pl", "pt", "da", "nb", "sv", "fi", "cs")

#: The names and short names of each month, January first.
_MONTHS = (
    """
        ene enero gen gennaio jan janeiro januar januari january janv janvier led leden ledna sty styczen stycznia tammi tammikuu
        tammikuuta
    """,
    """
        feb febbraio febrero februar februari february fev fevereiro fevr fevrier helmi helmikuu helmikuuta lut lutego luty uno
        unor unora
    """,
    """
        bre brezen brezna maalis maaliskuu maaliskuuta maart mar marca march marco mars marts marz marzec marzo mrt
    """,
    """
        abr abril apr april aprile avr avril dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecien kwietnia
    """,
    """
        kve kveten kvetna mag maggio mai maio maj maja may mayo mei touko toukokuu toukokuuta
    """,
    """
        cerven cervna cvn cze czerwca czerwiec giu giugno juin jun june junho juni junio kesa kesakuu kesakuuta
    """,
    """
        cervence cervenec cvc heina heinakuu heinakuuta juil juillet jul julho juli julio july lip lipca lipiec lug luglio
    """,
    """
        ago agosto aout aug august augusti augustus elo elokuu elokuuta sie sierpien sierpnia srp srpen srpna
    """,
    """
        sep sept september septembre septiembre set setembro settembre syys syyskuu syyskuuta wrz wrzesien wrzesnia zar zari
    """,
    """
        loka lokakuu lokakuuta oct october octobre octubre okt oktober ott ottobre out outubro paz pazdziernik pazdziernika rij
        rijen rijna
    """,
    """
        lis listopad listopada listopadu marras marraskuu marraskuuta nov november novembre novembro noviembre
    """,
    """
        dec december decembre des desember dez dezember dezembro dic dicembre diciembre gru grudnia grudzien joulu joulukuu
        joulukuuta pro prosince prosinec
    """,
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}

#: The names and short names of the days of the week.
WEEKDAYS = frozenset(
    [
        "ct",
        "ctvrtek",
        "czw",
        "czwartek",
        "di",
        "dienstag",
        "dim",
        "dimanche",
        "dinsdag",
        "do",
        "dom",
        "domenica",
        "domingo",
        "donderdag",
        "donnerstag",
        "fr",
        "fre",
        "fredag",
        "freitag",
        "fri",
        "friday",
        "gio",
        "giovedi",
        "jeu",
        "jeudi",
        "jue",
        "jueves",
        "ke",
        "keskiviikkona",
        "la",
        "lauantaina",
        "lor",
        "lordag",
        "lun",
        "lundi",
        "lunedi",
        "lunes",
        "ma",
        "maanantaina",
        "maandag",
        "man",
        "mandag",
        "mar",
        "mardi",
        "martedi",
        "martes",
        "mer",
        "mercoledi",
        "mercredi",
        "mi",
        "mie",
        "miercoles",
        "mittwoch",
        "mo",
        "mon",
        "monday",
        "montag",
        "ne",
        "nedele",
        "niedz",
        "niedziela",
        "ons",
        "onsdag",
        "pa",
        "patek",
        "pe",
        "perjantaina",
        "piatek",
        "po",
        "pon",
        "pondeli",
        "poniedzialek",
        "pt",
        "qua",
        "quarta-feira",
        "qui",
        "quinta-feira",
        "sa",
        "sab",
        "sabado",
        "sabato",
        "sam",
        "samedi",
        "samstag",
        "sat",
        "saturday",
        "seg",
        "segunda-feira",
        "sex",
        "sexta-feira",
        "so",
        "sob",
        "sobota",
        "son",
        "sondag",
        "sonntag",
        "sr",
        "sroda",
        "st",
        "streda",
        "su",
        "sun",
        "sunday",
        "sunnuntai",
        "ter",
        "terca-feira",
        "thu",
        "thursday",
        "ti",
        "tiistaina",
        "tir",
        "tirs",
        "tirsdag",
        "tis",
        "tisdag",
        "to",
        "tor",
        "tors",
        "torsdag",
        "torstaina",
        "tue",
        "tuesday",
        "ut",
        "utery",
        "ven",
        "vendredi",
        "venerdi",
        "vie",
        "viernes",
        "vr",
        "vrijdag",
        "wed",
        "wednesday",
        "wo",
        "woensdag",
        "wt",
        "wtorek",
        "za",
        "zaterdag",
        "zo",
        "zondag",
    ]
)
