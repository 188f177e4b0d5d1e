extension LanguageWords {
  /// The words of English.
  static let english: LanguageWords = {
    var words = LanguageWords()
    words.conjunctions = ["and", "with"]
    words.colleagues = ["colleagues", "others", "coworkers", "associates"]
    words.connectors = Self.words("of for and the on in to at with by from into as")
    words.particles = Self.words(
      "van von de der den del della di da dos du le la al el bin ibn ter ten st zu af ap ab ferch")
    words.openers = Self.words(
      "the a an in on at by for from to of as and but or so if when while where whereas although though",
      "however moreover furthermore similarly likewise finally first second third also again then thus hence",
      "this that these those it its they their there here he she we our i you all both each some many most",
      "several few other another one two three four five six seven eight nine ten more less such no not",
      "see according following drawing building using based after before since until during within between",
      "among under over across despite unlike like further recent recently earlier later early research",
      "studies study work evidence reviews review authors author findings results data analysis reports",
      "report both cited adapted source sources note notes quoted reported published overall importantly",
      "crucially consequently therefore nevertheless nonetheless indeed instead rather elsewhere together",
      "interestingly notably specifically generally typically traditionally historically writing what who",
      "which how why with without through because given only even yet still once perhaps while another",
      "can could may might must should would will did does do had has have is are was were be been")
    words.neverNames = Self.words(
      "january february march april may june july august september october november december jan feb mar apr",
      "jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday spring summer",
      "autumn winter table tables figure figures fig box chapter section sections appendix annex part page",
      "pages volume vol issue no number step stage phase question theme day week month year years version",
      "cohort wave round item line note figures equation since until from between circa approximately about",
      "table covid isbn issn doi http https www copyright edition ed easter christmas quarter q1 q2 q3 q4",
      "total mean median sample baseline version level tier grade class n")
    words.laws = Self.words(
      "act acts acf aet acl bill bills measure measures regulations regulation order orders directive convention treaty",
      "census olympics paralympics olympic agreement declaration protocol statute decree brexit budget election",
      "referendum pandemic strategy cup plan paper spss stata nvivo excel eisteddfod")
    words.places = Self.words(
      "wales england scotland ireland britain uk usa us eu europe london cardiff swansea newport wrexham bangor",
      "edinburgh glasgow belfast manchester leeds bristol birmingham liverpool america canada australia",
      "germany france spain italy japan china india norway sweden denmark finland netherlands africa asia"
    )
    words.bodies = Self.words(
      "council councils government office agency agencies trust foundation centre center institute institution",
      "university college school department ministry commission commissioner committee association alliance",
      "network forum society service services board authority union federation confederation group partnership",
      "campaign party unit bureau league organisation organization fund bank nations health nhs charity coalition consortium",
      "collaboration observatory laboratory secretariat executive directorate ombudsman library museum archive action friends treasury parliament assembly senedd company ltd inspectorate"
    )
    words.titled = Self.words(
      "strategy programme program plan policy scheme campaign framework initiative project fund bill film novel",
      "report paper guidance document publication vision manifesto agenda statement guide toolkit book play",
      "consultation blueprint charter act law legislation song album television series"
    )
    words.titleJoints = Self.words("for to in on with of from at near across within into")
    words.planStarts = Self.words(
      "a our your every all together towards beyond building making taking creating delivering transforming",
      "reforming tackling improving moving shaping closing raising achieving unlocking levelling",
      "investing putting getting valuing strengthening promoting ending reducing rebuilding reshaping",
      "empowering designing ensuring realising modernising renewing thriving",
      "better healthier stronger fairer safer brighter greener cleaner wealthier smarter kinder prosperity",
      "big five ten twenty great fulfilled successful sustaining")
    words.planEnds = Self.words(
      "programme program scheme initiative agenda framework charter covenant vision view pledge blueprint",
      "roadmap manifesto mission challenge deal pact standard standards concordat compact wage matters forward",
      "pathfinder pathfinders accord offer guarantee mandate toolkit pilot pilots plan policy strategy act",
      "society levy grant award bond voucher vouchers tax credit benefit allowance")
    words.softBodies = Self.words(
      "government service services health nations society nhs school college care community communities fund"
    )
    words.people = Self.words(
      "participants respondents interviewees residents people women men students pupils teachers staff",
      "volunteers carers patients families parents children practitioners professionals managers leaders",
      "citizens tenants workers nurses doctors communities schools councils clubs groups groups interviews",
      "workshops surveys events villages towns areas sites cases projects programmes meetings focus attendees",
      "stakeholders officers councillors members users clients delegates informants households visitors"
    )
    words.titleWords = Self.words(
      "start first deal vision agenda future futures together places matters lives horizon society wave phase stage"
    )
    words.reporting = Self.words(
      "out see as by data evidence findings results figures estimates found given shown taken drawn seen",
      "work studies analysis argument model case account example definition set discussion overview review",
      "summary details described reported discussed reviewed summarised summarized presented outlined detailed",
      "noted cited quoted reproduced documented explored examined mentioned listed proposed argued advanced",
      "elaborated identified explained analysed analyzed developed suggested published")
    words.locators = Self.words(
      "p pp page pages para paras paragraph ch chap chapter sec section fig figure table vol no col box note n",
      "line ll interviewee interview respondent participant")
    words.abbreviations = Self.words(
      "al eg ie cf etc vs dr mr mrs ms prof st no vol pp p ed eds fig rev ch esp approx ca")
    words.secondary = [
      "cited in", "as cited in", "quoted in", "as quoted in", "reported in", "cited by",
      "in turn citing",
      "discussed in", "referred to in", "cited from",
    ]
    words.undated = [
      "nd", "no date", "in press", "forthcoming", "undated", "in preparation", "unpublished",
      "to appear",
    ]
    words.referenceHeadings = [
      "References", "Reference list", "List of references", "Bibliography", "Works cited",
      "Literature cited", "Cited works", "References cited", "Sources", "Included studies",
      "Reference", "References and further reading",
    ]
    words.noteHeadings = ["Notes", "Endnotes", "Footnotes", "Notes and references"]
    words.backMatter = [
      "Appendix", "Annex", "Appendices", "About the authors", "Author details", "Acknowledgements",
      "Glossary", "Index", "Further information", "Contact", "Funding", "Declaration of interests",
    ]
    words.chapters = [
      "Introduction", "Background", "Methods", "Methodology", "Method", "Results", "Findings",
      "Discussion", "Conclusion", "Conclusions", "Recommendations", "Summary", "Executive summary",
      "Abstract", "Key messages", "Limitations", "Definitions", "Aims", "Foreword", "Preface",
      "Contents",
      "Implications",
    ]
    words.again = ["ibid", "ibidem", "id", "loc cit"]
    words.earlier = ["op cit", "loc cit", "above", "n ", "note", "cited above", "ibid"]
    words.noteLeads = Self.words(
      "see also cf compare eg e g for example and similarly further generally but in particular notably again"
    )
    words.helps = [
      "help", "facilitat", "enabl", "support", "improv", "strengthen", "promot", "effective",
      "success",
      "benefit", "increas", "encourag", "foster", "positive", "essential", "crucial", "important",
    ]
    words.hinders = [
      "barrier", "hinder", "hamper", "obstacle", "prevent", "difficult", "challeng", "undermin",
      "lack",
      "limit", "problem", "resist", "discourag", "impede", "negative", "fail", "inhibit",
      "constrain",
    ]
    words.mixed = ["mixed", "inconsisten", "contradict", "equivocal", "inconclusive", "varied"]
    words.frequent = Self.words(
      "the of and to in that is was for with are this were from which have not by")
    return words
  }()
}
