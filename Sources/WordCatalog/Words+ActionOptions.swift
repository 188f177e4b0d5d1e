/// What is said of options for action and their slots.
extension Words {
  package var actionsSummary: String {
    say(
      en: "List options for action and what they need",
      cy: "Rhestru opsiynau gweithredu a'u hanghenion")
  }
  package var actionsDetails: String {
    say(
      en: """
        Each option with its resources, timescale and the maturity of collaboration
        that it asks for; what is not stated stays so. A filter says how many options
        state nothing, because their absence from the answer means nothing.
        """,
      cy: """
        Pob opsiwn â'i adnoddau, ei amserlen ac aeddfedrwydd y cydweithio y mae'n gofyn
        amdano; erys yr hyn nad yw wedi'i nodi felly. Mae hidlydd yn dweud faint o
        opsiynau nad ydynt yn nodi dim, gan nad yw eu habsenoldeb o'r ateb yn golygu dim.
        """)
  }
  package var actionsResourcesHelp: String {
    say(
      en: "Options whose stated resources contain this.",
      cy: "Opsiynau y mae eu hadnoddau'n cynnwys hyn.")
  }
  package var actionsTimescaleHelp: String {
    say(
      en: "Options whose stated timescale contains this.",
      cy: "Opsiynau y mae eu hamserlen yn cynnwys hyn.")
  }
  package var actionsMaturityHelp: String {
    say(
      en: "Options whose stated maturity contains this.",
      cy: "Opsiynau y mae eu haeddfedrwydd yn cynnwys hyn.")
  }
  package var actionsAdvancesHelp: String {
    say(
      en: "Options that advance the factor of this id.",
      cy: "Opsiynau sy'n hybu'r ffactor â'r id hwn.")
  }
  package var optionHeading: String { say(en: "option", cy: "opsiwn") }
  package var resourcesHeading: String { say(en: "resources", cy: "adnoddau") }
  package var timescaleHeading: String { say(en: "timescale", cy: "amserlen") }
  package var maturityHeading: String { say(en: "maturity", cy: "aeddfedrwydd") }
  package var advancesHeading: String { say(en: "advances", cy: "yn hybu") }
  package func slotUnstated(_ slot: String, unstated: Int, options: Int) -> String {
    unstated == options
      ? say(
        en:
          "No option states its \(slot): the question has no answer in this graph, and an empty "
          + "list "
          + "does not mean that no option fits (\(optionsCount(options)))",
        cy:
          "Nid oes unrhyw opsiwn yn nodi ei \(slot): nid oes ateb i'r cwestiwn yn y graff hwn, ac "
          + "nid yw "
          + "rhestr wag yn golygu nad oes opsiwn yn addas (\(optionsCount(options)))")
      : unstated == 1
        ? say(
          en:
            "1 of \(optionsCount(options)) does not state its \(slot): it is left out, which does "
            + "not mean that it does not fit",
          cy: "Nid yw 1 o \(optionsCount(options)) yn nodi ei \(slot): fe'i hepgorir, nad yw'n "
            + "golygu nad yw'n addas")
        : say(
          en: "\(unstated) of \(optionsCount(options)) do not state their \(slot): they are left "
            + "out, which does not mean that they do not fit",
          cy:
            "Nid yw \(unstated) o \(optionsCount(options)) yn nodi eu \(slot): fe'u hepgorir, nad "
            + "yw'n golygu nad ydynt yn addas")
  }
}
