extension LanguageWords {
  /// The words of Welsh, with the mutations that they take.
  static let welsh: LanguageWords = {
    var words = LanguageWords()
    words.conjunctions = ["a", "ac", "ai", "gyda"]
    words.colleagues = [
      "eraill", "chydweithwyr", "gydweithwyr", "chydawduron", "chyfeillion", "chydweithredwyr",
      "gydawduron", "lleill", "gydawdur", "chydawdur",
    ]
    words.connectors = Self.words("y yr r o i ar am er yn dros gan a ac ai ir or yng ym")
    words.particles = ["ap", "ab", "ferch"]
    words.openers = Self.words(
      "mae maer maent yn yng ym yr y ar ac a ai o i gan er ond felly hefyd fodd serch os pan lle wrth gyda",
      "noda nododd nodir nodwyd canfu canfuwyd canfyddodd dangosodd dangosir dangoswyd awgrymodd awgryma",
      "awgrymir amlygodd amlyga amlygwyd adroddodd adroddwyd dadleuodd dadleua pwysleisiodd pwysleisia",
      "pwysleisiwyd disgrifiodd disgrifia disgrifir disgrifiwyd datgelodd darganfu darganfuwyd cyflwynodd",
      "trafododd trafodwyd honnodd honna haerodd ystyriodd ystyrir cynigiodd cynigia cynigir mynnodd",
      "dywed dywedodd dywedir cytunodd cytuna ategodd atega archwiliodd archwilia archwiliwyd daeth ceir",
      "cafodd gwelodd gwelwyd gwelir roedd oedd bu bydd byddai gall gallai rhaid dylai nid ni nad na ceir",
      "cynhaliodd edrychodd dadansoddodd mesurodd cymharodd astudiodd gwerthusodd esboniodd esbonia eglurodd",
      "rhybuddiodd casglodd credai credir cred ymchwiliodd adolygodd crynhodd cadarnhaodd datblygodd",
      "gofynnodd holodd diffiniodd diffinnir nodweddodd gwnaeth aeth rhoddodd rhoddir rhestrodd tynnodd",
      "gweler yn ol fel megis er enghraifft yn olaf drwy trwy dan heb rhwng tra cyn wedi ers nes hyd dros",
      "tystiolaeth ymchwil astudiaeth astudiaethau adolygiad adroddiad canfyddiadau canlyniadau dyfynnwyd",
      "hwn hon hyn hynny rhai llawer nifer sawl pob dau dwy tri tair pedwar pump un arall eraill yma yna",
      "yn gyffredinol unwaith eto bellach mewn am at dyma dyna efallai tebyg yn hytrach diweddar dadl",
      "ddim dim fodd bynnag cyfeiriodd cyfeiria gellir gellid galwodd galwa ysgrifennodd ychwanegodd",
      "ychwanega dengys dangosa tystia parhaodd cyhoeddodd cytunai dadleuai credai mynnai nodai awgrymai",
      "dywedai honnai teimlai ystyriai disgrifiai gwelai")
    words.neverNames = Self.words(
      "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr llun mercher iau",
      "gwener sadwrn sul gwanwyn haf gaeaf tabl tablau ffigur ffigurau ffig blwch pennod adran adrannau",
      "atodiad rhan tudalen tudalennau cyfrol rhifyn rhif cam cyfnod cwestiwn thema diwrnod wythnos mis",
      "blwyddyn flwyddyn fersiwn llinell nodyn ers hyd rhwng oddeutu tua tan cyfanswm cymedr sampl lefel",
      "fawrth fehefin dachwedd orffennaf fedi ragfyr fai")
    words.laws = Self.words(
      "deddf ddeddf deddfau ddeddfau bil fil biliau mesur fesur rheoliadau reoliadau rheoliad gorchymyn",
      "orchymyn cyfarwyddeb gyfarwyddeb confensiwn gonfensiwn cytundeb gytundeb cyfrifiad gyfrifiad",
      "chyfrifiad refferendwm etholiad strategaeth pandemig papur bapur phapur mhapur cwpan gwpan chwpan",
      "nghwpan eisteddfod cynllun gynllun chynllun")
    words.places = Self.words(
      "cymru gymru nghymru chymru lloegr loegr alban iwerddon prydain deyrnas ewrop llundain caerdydd",
      "nghaerdydd gaerdydd abertawe casnewydd wrecsam bangor mangor caeredin gogledd gwent gwynedd powys"
    )
    words.bodies = Self.words(
      "cyngor gyngor chyngor cynghorau llywodraeth lywodraeth swyddfa asiantaeth ymddiriedolaeth sefydliad canolfan",
      "ganolfan prifysgol brifysgol coleg goleg ysgol adran weinyddiaeth gweinyddiaeth comisiwn gomisiwn",
      "comisiynydd gomisiynydd pwyllgor bwyllgor cymdeithas gymdeithas cynghrair gynghrair rhwydwaith fforwm",
      "gwasanaeth wasanaeth bwrdd fwrdd awdurdod undeb ffederasiwn grwp partneriaeth bartneriaeth plaid uned",
      "cynulliad gynulliad senedd arolygiaeth elusen menter iechyd cydweithrediad archwilio gofal mudiad fudiad urdd cyfeillion"
    )
    words.titled = Self.words(
      "strategaeth rhaglen raglen cynllun gynllun chynllun polisi bolisi fframwaith ymgyrch menter fenter prosiect",
      "brosiect cronfa gronfa")
    words.titleJoints = Self.words("i am ar o yn yng ym ger")
    words.planStarts = Self.words(
      "ein eich pob symud gwella creu adeiladu datblygu hyrwyddo cryfhau trawsnewid gweithio cefnogi ffyniant",
      "cymdeithas gymdeithas chymdeithas tuag cynnal codi meithrin lleihau llunio cyflawni dysgu")
    words.planEnds = Self.words("fawr agenda iachach gryfach decach gwell gwyrddach ymlaen saffach")
    words.planHeads = Self.words(
      "rhaglen raglen rhaglenni fframwaith siarter cyfamod gyfamod chyfamod ymgyrch prosiect brosiect",
      "phrosiect gweledigaeth weledigaeth polisi bolisi pholisi agenda ardoll grant")
    words.softBodies = Self.words(
      "llywodraeth gwasanaeth wasanaeth iechyd gofal cymdeithas gymdeithas chymdeithas menter ysgol"
    )
    words.people = Self.words(
      "cyfranogwyr gyfranogwyr chyfranogwyr ymatebwyr trigolion drigolion thrigolion preswylwyr breswylwyr",
      "phreswylwyr pobl bobl phobl menywod fenywod merched ferched dynion ddynion myfyrwyr fyfyrwyr",
      "disgyblion ddisgyblion athrawon staff gwirfoddolwyr wirfoddolwyr gofalwyr ofalwyr cleifion gleifion",
      "chleifion teuluoedd deuluoedd theuluoedd rhieni rieni plant blant phlant ymarferwyr gweithwyr weithwyr",
      "dinasyddion ddinasyddion tenantiaid denantiaid aelodau cymunedau gymunedau chymunedau ysgolion grwpiau",
      "clybiau glybiau chlybiau cynghorau gynghorau chynghorau cyfweliadau gyfweliadau gweithdai weithdai",
      "pentrefi bentrefi phentrefi trefi drefi threfi ardaloedd achosion prosiectau brosiectau mudiadau"
    )
    words.titleWords = Self.words("deg cyntaf dyfodol gyntaf")
    words.reporting = Self.words(
      "gweler fel gan geir ceir gwelir dangosir disgrifir cyflwynir nodir awgrymir tystiolaeth data canfyddiadau",
      "dyfynnwyd dyfynnir ddyfynnwyd ddyfynnir ddyfynnu trafodaeth drafodaeth trafodir trafodwyd adolygiad",
      "crynodeb grynodeb manylion fanylion disgrifiad ddisgrifiad disgrifiwyd cyflwynwyd nodwyd dadl ddadl"
    )
    words.firmVerbEndings = ["odd", "wyd", "asant"]
    words.locators = Self.words(
      "t tt tud tudalen tudalennau par paragraff pen pennod adran ffig ffigur tabl cyfwelai cyfweliad atebydd",
      "ymatebydd cyfranogwr")
    words.abbreviations = Self.words("ee h hy gw tt t")
    words.secondary = [
      "dyfynnwyd yn", "fel y dyfynnwyd yn", "dyfynnir yn", "fel y dyfynnir yn", "wedii ddyfynnu yn",
      "wedi ei ddyfynnu yn", "a ddyfynnwyd yn", "a ddyfynnir yn", "dyfynnwyd gan",
      "cyfeirir ato yn",
      "wediu dyfynnu yn",
    ]
    words.undated = [
      "dd", "dim dyddiad", "di ddyddiad", "diddyddiad", "heb ddyddiad", "yn y wasg", "ar ddod",
      "iw gyhoeddi", "iw chyhoeddi", "iw cyhoeddi", "ar y gweill", "heb ei gyhoeddi",
      "heb ei chyhoeddi",
    ]
    words.referenceHeadings = [
      "Cyfeiriadau", "Cyfeirnodau", "Llyfryddiaeth", "Rhestr gyfeiriadau", "Rhestr o gyfeiriadau",
      "Rhestr cyfeiriadau", "Gweithiau a ddyfynnwyd", "Ffynonellau", "Cyfeiriadaeth",
      "Llyfryddiaeth a chyfeiriadau", "Rhestr o ffynonellau",
    ]
    words.noteHeadings = ["Nodiadau", "Ôl-nodiadau", "Troednodiadau"]
    words.backMatter = [
      "Atodiad", "Atodiadau", "Awduron yr adroddiad", "Diolchiadau", "Geirfa", "Mynegai",
      "Gwybodaeth am", "Am yr awduron", "Ynglŷn â'r awduron", "Cyllid",
    ]
    words.chapters = [
      "Cyflwyniad", "Cefndir", "Dulliau", "Methodoleg", "Dull", "Canlyniadau", "Canfyddiadau",
      "Trafodaeth", "Casgliad", "Casgliadau", "Argymhellion", "Crynodeb", "Crynodeb gweithredol",
      "Diffiniadau", "Nodau", "Rhagair", "Negeseuon allweddol", "Cyfyngiadau", "Cynnwys",
      "Goblygiadau",
    ]
    words.again = ["yr un", "ibid"]
    words.earlier = ["gwaith a ddyfynnwyd", "dyf uchod", "uchod", "dyfynnwyd uchod"]
    words.noteLeads = Self.words(
      "gweler gw hefyd cymharer cymh er enghraifft ee e a ac yn enwedig ymhellach")
    words.helps = [
      "hwyluso", "hwylus", "galluog", "cefnog", "gefnog", "helpu", "gwella", "wella", "cryfhau",
      "gryfhau",
      "hybu", "hyrwyddo", "effeithiol", "llwyddiannus", "lwyddiannus", "buddiol", "hanfodol",
      "hollbwysig",
      "pwysig", "bwysig", "meithrin", "feithrin", "cadarnhaol",
    ]
    words.hinders = [
      "rhwystr", "rwystr", "llesteir", "lesteir", "diffyg", "ddiffyg", "anodd", "anhawst", "heriau",
      "heriol",
      "tanseilio", "atal", "gwrthwynebiad", "wrthwynebiad", "problem", "broblem", "cyfyng",
      "gyfyng",
      "negyddol", "methiant", "fethiant", "methu", "annigonol", "drwgdyb", "ddrwgdyb",
    ]
    words.mixed = ["cymysg", "gymysg", "anghyson", "amwys"]
    words.verbEndings = ["odd", "wyd", "asant", "asai", "ir", "ant", "ont", "asom", "wn", "id"]
    words.frequent = Self.words(
      "y yr yn a ac i o ar mae gan fod wedi sydd am eu ei roedd hyn nid neu bod")
    return words
  }()
}
