/// Text of LaTeX as plain text: accents and symbols as characters, braces gone, mathematics and
/// commands that are not known as they stand.
struct LaTeXText {
  /// Whether the text is an address or identifier, in which dashes, quotes and `~` mean themselves.
  private let isVerbatim: Bool
  private let scalars: [Unicode.Scalar]
  private var index = 0
  /// Commands that were met and are not known, and whether the text in them was kept.
  private var unknown: [(name: String, keepsText: Bool)] = []

  private init(_ text: String, isVerbatim: Bool) {
    scalars = Array(text.unicodeScalars)
    self.isVerbatim = isVerbatim
  }

  /// The plain text of `latex`.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  static func plain(_ latex: String, isVerbatim: Bool = false) -> String {
    var text = LaTeXText(latex, isVerbatim: isVerbatim)
    var result = ""
    // A brace that closes nothing ends a run; it is passed over.
    while text.index < text.scalars.count { result += text.run(depth: 0) }
    return result
  }

  /// The commands of `latex` that are not known, and whether ``plain(_:isVerbatim:)`` keeps the text in them.
  static func unknownCommands(in latex: String) -> [(name: String, keepsText: Bool)] {
    guard latex.utf8.contains(UInt8(ascii: "\\")) else { return [] }
    var text = LaTeXText(latex, isVerbatim: false)
    while text.index < text.scalars.count { _ = text.run(depth: 0) }
    return text.unknown
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  /// Up to the brace that closes the group, which is taken.
  private mutating func run(depth: Int) -> String {
    var result = ""
    while let scalar = next {
      index += 1
      switch scalar {
      case "\\": result += command(depth)
      case "{": result += depth < 200 ? run(depth: depth + 1) : ""
      case "}": return result
      case "$" where !isVerbatim: result += mathematics()
      case "~" where !isVerbatim: result += " "
      case "-" where !isVerbatim && next == "-":
        index += 1
        if next == "-" {
          index += 1
          result += "—"
        } else {
          result += "–"
        }
      case "`" where !isVerbatim && next == "`":
        index += 1
        result += "“"
      case "'" where !isVerbatim && next == "'":
        index += 1
        result += "”"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private mutating func mathematics() -> String {
    var result = "$"
    var position = index
    while position < scalars.count, scalars[position] != "$" {
      if scalars[position] == "\\" { position += 1 }
      position += 1
    }
    guard position < scalars.count else { return result }
    for scalar in scalars[index...position] { result.unicodeScalars.append(scalar) }
    index = position + 1
    return result
  }

  private mutating func command(_ depth: Int) -> String {
    guard let first = next else { return "\\" }
    index += 1
    guard first.isASCII, first.properties.isAlphabetic else { return sign(first, depth) }
    var name = String(first)
    while let scalar = next, scalar.isASCII, scalar.properties.isAlphabetic {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    if let symbol = Self.symbols[name] {
      skipBlanks()
      if next == "{", index + 1 < scalars.count, scalars[index + 1] == "}" { index += 2 }
      return symbol
    }
    if let mark = Accents.marks[name] {
      skipBlanks()
      return accented(mark, depth)
    }
    if Self.transparent.contains(name) {
      skipBlanks()
      return next == "{" ? "" : " "
    }
    if let (open, close) = Self.quoting[name] {
      if next == "*" { index += 1 }
      skipBlanks()
      return next == "{" ? open + argument(depth) + close : " "
    }
    if let count = Self.settings[name] {
      // What a command is told before its text: a colour, a language.
      for _ in 0..<count where groupCount > 0 { _ = argument(depth) }
      return ""
    }
    if name == "href", groupCount == 2 {
      let address = argument(depth)
      let text = argument(depth)
      return text == address ? text : "\(text) (\(address))"
    }
    // Of a command with one text, the text is what is meant; the others say something that only they know.
    let keepsText = !isVerbatim && !Self.references.contains(name) && groupCount == 1
    unknown.append((name, keepsText))
    return keepsText ? argument(depth) : "\\" + name + groups(depth)
  }

  /// The plain text of the group that begins here, which is taken.
  private mutating func argument(_ depth: Int) -> String {
    skipBlanks()
    guard next == "{" else { return "" }
    index += 1
    return depth < 200 ? run(depth: depth + 1) : ""
  }

  /// How many groups in braces follow; 0 where one in brackets does, or one is never closed.
  private var groupCount: Int {
    var count = 0
    var position = index
    while position < scalars.count, scalars[position] == "{" {
      var depth = 0
      while position < scalars.count {
        if scalars[position] == "\\" {
          position += 2
          continue
        }
        if scalars[position] == "{" { depth += 1 }
        if scalars[position] == "}" { depth -= 1 }
        position += 1
        if depth == 0 { break }
      }
      guard depth == 0 else { return 0 }
      count += 1
    }
    let isOptional = position < scalars.count && scalars[position] == "["
    return isOptional ? 0 : count
  }

  private mutating func sign(_ sign: Unicode.Scalar, _ depth: Int) -> String {
    switch sign {
    case "&", "%", "$", "#", "_", "{", "}": return String(sign)
    case " ", ",", ";", ":", "\n", "\t": return " "
    case "\\": return " "
    case "-", "/", "!", "@": return ""
    default:
      guard let mark = Accents.marks[String(sign)] else { return "\\" + String(sign) }
      return accented(mark, depth)
    }
  }

  private mutating func skipBlanks() {
    while let scalar = next, scalar == " " || scalar == "\t" || scalar == "\n" { index += 1 }
  }

  /// The argument of an accent with its mark: a group, a command, or one character.
  private mutating func accented(_ mark: Unicode.Scalar, _ depth: Int) -> String {
    guard let scalar = next else { return String(mark) }
    index += 1
    var argument: String
    switch scalar {
    case "{": argument = depth < 200 ? run(depth: depth + 1) : ""
    case "\\": argument = command(depth)
    default: argument = String(scalar)
    }
    guard let letter = argument.unicodeScalars.first else { return Self.standalone(mark) }
    let dotted: Unicode.Scalar = letter == "ı" ? "i" : letter == "ȷ" ? "j" : letter
    argument.unicodeScalars.removeFirst()
    return Accents.compose(dotted, mark) + argument
  }

  /// An accent over nothing, as `\~{}` in addresses.
  private static func standalone(_ mark: Unicode.Scalar) -> String {
    mark == "\u{303}" ? "~" : mark == "\u{302}" ? "^" : String(mark)
  }

  /// The groups that follow a command with their brackets: in braces plain text, in brackets as it is written.
  private mutating func groups(_ depth: Int) -> String {
    var result = ""
    while next == "{" || next == "[" {
      let open = scalars[index]
      let close: Unicode.Scalar = open == "{" ? "}" : "]"
      var nested = 0
      var position = index
      while position < scalars.count {
        if scalars[position] == open { nested += 1 }
        if scalars[position] == close { nested -= 1 }
        position += 1
        if nested == 0 { break }
      }
      guard nested == 0 else { return result }
      if open == "{", !isVerbatim {
        result += "{\(argument(depth))}"
        continue
      }
      for scalar in scalars[index..<position] { result.unicodeScalars.append(scalar) }
      index = position
    }
    return result
  }

  /// Commands that only say how their argument looks.
  private static let transparent: Set<String> = [
    "emph", "textit", "textbf", "textrm", "textsc", "textsf", "texttt", "textsl", "textup",
    "textnormal", "mbox", "hbox", "text", "url", "path", "uppercase", "MakeUppercase", "it", "bf",
    "em", "rm", "sc", "tt", "sl", "ensuremath", "protect", "relax", "bibinfo",
    "nobreak", "normalfont", "textsubscript", "textsuperscript", "textlf", "textmd",
    "textin", "underline", "uline", "sout", "mkbibemph", "mkbibitalic", "mkbibbold", "mkbibacro",
    "mkbibsuperscript", "mkbibsubscript", "mkbibnamefamily", "mkbibnamegiven", "MakeLowercase",
    "MakeCapital", "MakeSentenceCase", "autocap", "lowercase", "nohyphens", "bibstring",
    "large", "Large", "small", "footnotesize", "sffamily", "rmfamily", "ttfamily", "bfseries",
    "itshape", "scshape", "upshape", "mdseries", "mathrm", "mathit", "mathbf", "mathsf", "mathcal",
    "bgroup", "egroup", "ignorespaces", "allowbreak", "nolinebreak", "noindent", "leavevmode",
  ]

  /// Commands that put signs around their text.
  private static let quoting: [String: (open: String, close: String)] = [
    "mkbibquote": ("“", "”"), "enquote": ("“", "”"), "textquote": ("“", "”"),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"), "parentext": ("(", ")"), "brackettext": ("[", "]"),
  ]

  /// Commands with arguments before their text that are no text.
  private static let settings: [String: Int] = [
    "textcolor": 1, "color": 1, "foreignlanguage": 1, "selectlanguage": 1, "textlang": 1,
    "fontsize": 2, "hspace": 1, "vspace": 1, "texorpdfstring": 1,
    "noopsort": 1,
  ]

  /// Commands whose argument is a key, and no text.
  private static let references: Set<String> = [
    "cite", "citep", "citet", "autocite", "textcite", "parencite", "nocite", "ref", "pageref",
    "label", "input", "include", "begin", "end",
  ]

  private static let symbols: [String: String] = [
    "ss": "ß", "SS": "SS", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotedbl": "\"",
    "textquotesingle": "'", "guillemotleft": "«", "guillemotright": "»", "quotedblbase": "„",
    "quotesinglbase": "‚", "textellipsis": "…", "ldots": "…", "dots": "…",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
    "textbraceleft": "{", "textbraceright": "}", "textdollar": "$", "textbar": "|",
    "textless": "<", "textgreater": ">", "textdegree": "°", "textmu": "µ", "texttimes": "×",
    "textregistered": "®", "texttrademark": "™", "textcopyright": "©", "copyright": "©",
    "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "S": "§", "P": "¶",
    "dag": "†", "ddag": "‡", "textbullet": "•", "textpm": "±", "textonehalf": "½",
    "textexclamdown": "¡", "textquestiondown": "¿", "textordfeminine": "ª",
    "textordmasculine": "º", "LaTeX": "LaTeX", "TeX": "TeX", "slash": "/", "newline": " ",
    "hyphen": "-", "textendashspace": "–", "cdot": "·", "textperiodcentered": "·", "space": " ",
    "nobreakspace": " ", "quad": " ", "qquad": " ", "bibrangedash": "–", "bibdash": "–",
    "textnumero": "№", "textperthousand": "‰", "textsection": "§", "textparagraph": "¶",
    "guilsinglleft": "‹", "guilsinglright": "›", "textthreequarters": "¾", "textonequarter": "¼",
    "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³", "textminus": "−",
    "textrightarrow": "→", "textleftarrow": "←", "textasciimacron": "¯", "textasciidieresis": "¨",
    "textcent": "¢", "textyen": "¥", "textbrokenbar": "¦", "textlnot": "¬", "textdiv": "÷",
    "textasciigrave": "`", "textasciiacute": "´", "textcomma": ",", "textcolon": ":",
  ]
}

/// Plain text as text of LaTeX that ``LaTeXText`` reads as the same.
enum LaTeXWriter {
  /// The text with what means something to TeX written out; mathematics stays as it is.
  static func escaped(_ text: String) -> String {
    var result = ""
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      if scalar == "$", let end = endOfMathematics(scalars, index) {
        for one in scalars[index...end] { result.unicodeScalars.append(one) }
        index = end + 1
        continue
      }
      switch scalar {
      case "&", "%", "#", "_", "$": result += "\\" + String(scalar)
      case "{": result += "\\textbraceleft{}"
      case "}": result += "\\textbraceright{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "\\": result += "\\textbackslash{}"
      case "-" where next == "-", "`" where next == "`", "'" where next == "'":
        result += String(scalar) + "{}"
      default: result.unicodeScalars.append(scalar)
      }
      index += 1
    }
    return result
  }

  /// The end of what is surely mathematics: closed, with braces in pairs, and of signs that prices do
  /// not have.
  private static func endOfMathematics(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    var depth = 0
    var isSure = false
    var index = start + 1
    while index < scalars.count {
      switch scalars[index] {
      case "$":
        return depth == 0 && isSure && index > start + 1 ? index : nil
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth < 0 { return nil }
      case "\\":
        isSure = true
        // An escaped brace would not be counted as one by every reader.
        if index + 1 < scalars.count, scalars[index + 1] == "{" || scalars[index + 1] == "}" {
          return nil
        }
        index += 1
      case "^", "_": isSure = true
      case "\n": return nil
      default: break
      }
      index += 1
    }
    return nil
  }

  /// A title with its capitals in braces, so that no style makes small letters of them.
  static func title(_ text: String) -> String {
    guard !text.contains("$") else { return escaped(text) }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    return words.enumerated().map { position, word in
      let letters = word.unicodeScalars.filter { $0.properties.isAlphabetic }
      let hasCapital = (position == 0 ? letters.dropFirst() : letters[letters.startIndex...])
        .contains { $0.properties.isUppercase }
      let latex = escaped(String(word))
      return hasCapital ? "{\(latex)}" : latex
    }.joined(separator: " ")
  }
}
