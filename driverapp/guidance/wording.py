"""Words that name origin, nationality, skin colour or religion: an indicator is behaviour in context, never those."""

import re
from functools import cache

# A star stands for any ending, `_` for a blank. A word that also means a stranger or somebody else's thing (Polish
# "obcy", Czech "cizí", Hungarian "idegen") is in no list: it would find every car that nobody knows.
WORDS = {
    "de": """ausländ* herkunft* abstammung* nationalität* staatsangehörig* hautfarbe* dunkelhäut* schwarzhäut* ethni*
        religion* religiös* konfession* moslem* muslim* islam* jude juden jüdisch* südländ* osteurop* südosteurop*
        nordafrik* afrikan* arab* balkan* zigeuner* roma sinti migrant* migration* flüchtling* geflüchtet* asyl* rumän*
        bulgar* polen polnisch* türk* alban* ukrain* russe russen russisch* georgier* georgisch* syrer* syrisch* litau*
        tschetschen*""",
    "en": """foreign* origin origins nationalit* ethnic* racial* skin_colo* religio* muslim* islam* jew jews jewish
        african* arab* asian* eastern_europ* southern_europ* balkan* gyps* roma sinti migrant* immigrant* refugee*
        asylum romanian* bulgarian* polish turkish turks albanian* ukrainian* russian* georgian* syrian* lithuanian*
        chechen*""",
    "pl": """cudzoziem* obcokrajow* zagraniczn* pochodzen* narodowoś* obywatelstw* rasa rasy rasow* etniczn*
        kolor_skóry koloru_skóry ciemnoskór* czarnoskór* religi* wyznani* muzułma* islam* żyd żydzi żydowsk* arab*
        afryk* azjat* bałkan* cygan* romsk* romów migrant* imigrant* uchodź* azyl* rumun* rumuń* bułgar* polak* polacy
        polsk* turek turcy turka turków turkami tureck* ukrai* rosjan* rosyjsk* gruzin* gruziń* syryj* litwin* litewsk*
        alban* czeczen* wschodnioeurop*""",
    "ro": """cetăț*_străin* origine originea originii naționalit* cetățenie cetățenia etni* rasă rasa rasial*
        culoarea_pielii religi* musulman* islam* evreu evrei evreiesc* evreiasc* arab arabi arăbesc* arăbeasc* arabă
        arabe african* asiatic* balcanic* țigan* rom romi rrom* migrant* imigrant* refugia* azil* români românesc*
        româneasc* bulgar* polonez* turc turci turcesc* turceasc* ucrain* rus ruși rusesc* ruseasc* georgian* sirian*
        lituanian* albanez* cecen*""",
    "tr": """yabancı_uyruk* yabancı_plaka* ecnebi* köken* milliyet* uyruk* uyruğ* vatandaşlığ* ırk* etnik* ten_rengi*
        dini dinî mezhep* müslüman* islam* yahudi* hristiyan* arap* afrikalı* asyalı* doğu_avrupa* balkan* çingene*
        göçmen* mülteci* sığınmacı* romen* rumen* bulgar* polonyalı* türk türkler ukraynalı* rus ruslar gürcü*
        suriyeli* litvanyalı* arnavut* çeçen* koyu_tenli* esmer* siyahî siyahiler zenci*""",
    "ru": """иностран* чужезем* происхожден* национальн* гражданств* расов* этнич* цвет_кожи цвету_кожи цвета_кожи
        цветом_кожи раса расы темнокож* чернокож* смугл* религи* вероисповед* мусульман* ислам* еврей* евреи араб
        арабы арабск* африкан* азиат* кавказ* балкан* цыган* мигрант* иммигрант* беженец* беженц* румын* болгар*
        поляк* польск* турок турки турецк* украин* русск* россиян* грузин* сириец сирий* литов* албан* чечен*
        восточноевроп*""",
    "uk": """інозем* чужозем* походженн* національн* громадянств* расов* етніч* колір_шкіри кольору_шкіри
        кольором_шкіри темношкір* чорношкір* смагл* релігі* віросповідан* мусульман* іслам* євре* араб араба араби
        арабів арабськ* африкан* азіат* кавказ* балкан* циган* роми ромів ромськ* мігрант* біжен* румун* болгар* поляк*
        польськ* турок турка турки турків турецьк* україн* росіян* російськ* грузин* сирієц* сирійц* сирійськ* литов*
        албан* чечен* східноєвроп*""",
    "ar": """أجنبي أجنبية أجانب منشأ أصل أصله أصلهم أصول جنسيات جنسيته جنسيتهم عرقي عرقية لون_البشرة لون_بشرته بشرة
        بشرته ديانة ديانته دينه دينهم الدين مسلم مسلمون مسلمين إسلامي يهود يهودي مسيحي عرب عربي أفريقي إفريقي أفارقة
        آسيوي غجر غجري مهاجر مهاجرون مهاجرين لاجئ لاجئون لاجئين روماني رومانيون بلغاري بولندي تركي أتراك أوكراني روسي
        جورجي سوري سوريون ليتواني ألباني شيشاني""",
    "bg": """чужденец чужденци чужденк* чуждестран* произход* националн* гражданство* расов* етни* цвят_на_кожата
        тъмнокож* чернокож* мургав* религи* вероизповед* мюсюлман* ислям* еврей* евреи араби араб арабск* африкан*
        азиат* балканск* циган* роми ромск* мигрант* имигрант* бежан* румън* българи български поляк* полск* турчин
        турци турск* украин* руснак* руснаци руски грузин* сирий* литов* албан* чечен* източноевроп*""",
    "cs": """cizinec cizinc* cizink* cizozem* zahraničn* původ původu původem národnost* státní_příslušn* rasa rasy
        rasov* etnick* barva_pleti barvy_pleti barvou_pleti tmavé_pleti tmavou_pletí snědý snědé snědá snědí náboženst*
        vyznání muslim* islám* žid židé židovsk* arab* afričan* africk* asijsk* asiat* balkán* cikán* romsk* romové
        romů migrant* imigrant* uprchlí* uprchlic* azyl* rumun* bulhar* čech češi polák* poláci polsk* turek turci
        tureck* ukrajin* rus rusové rusk* gruzín* syřan* syrsk* litev* litov* albán* čečen* východoevrop*""",
    "hu": """külföldi* származás* nemzetiség* állampolgárság* faj faji etnik* bőrszín* bőrű vallás* felekezet* muszlim*
        iszlám* zsidó* arab* afrikai* ázsiai* balkáni* cigány* roma romák migráns* bevándorl* menekült* román* bolgár*
        lengyel* magyarok török törökök ukrán* orosz* grúz* szíriai* szírek litván* albán* csecsen* kelet-európai*""",
    "lt": """užsienietis užsieniečiai užsienio_piliet* užsienio_numer* kilmė kilmės kilmę tautyb* pilietyb* rasė rasės
        rasin* etnin* odos_spalv* tamsiaod* juodaod* relig* tikyb* musulmon* islam* žydas žydai žydų arab* afrikie*
        azijie* balkan* čigon* romai romų migrant* imigrant* pabėgėl* rumun* bulgar* lenkas lenkai lenkų lenkišk*
        turkas turkai turkų turkišk* ukrainie* rusas rusai rusų rusišk* gruzin* sirij* lietuviai alban* čečėn*
        rytų_europ*""",
}
# Article, conjunctions and prepositions are written together with an Arabic word.
PREFIXES = {"ar": "(?:[وفبلك]{0,2}(?:ال)?|لل)"}


def names_origin(language: str, text: str) -> str | None:
    """The first word of a text in a language that names origin, nationality, skin colour or religion, if any."""
    found = _pattern(language).search(text) if language in WORDS else None
    return found[0] if found else None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(_word(word) for word in WORDS[language].split())
    return re.compile(rf"\b{PREFIXES.get(language, '')}(?:{words})\b", re.IGNORECASE)


def _word(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace("_", r"\W+")
