# A reader of one JSON text in R itself, so that no package has to be installed.

parse_json <- function(text) {
  signs <- strsplit(enc2utf8(text), "", fixed = TRUE)[[1]]
  at <- 1
  space <- function() while (at <= length(signs) && signs[at] %in% c(" ", "\t", "\r", "\n")) at <<- at + 1
  string <- function() {
    at <<- at + 1
    from <- at
    parts <- character()
    while (signs[at] != '"') {
      if (signs[at] != "\\") {
        at <<- at + 1
        next
      }
      if (at > from) parts <- c(parts, signs[from:(at - 1)])
      sign <- signs[at + 1]
      at <<- at + 2
      if (sign == "u") {
        code <- strtoi(paste(signs[at:(at + 3)], collapse = ""), 16L)
        at <<- at + 4
        # Two halves make one character beyond the first 65,536.
        if (code >= 0xD800 && code < 0xDC00) {
          low <- strtoi(paste(signs[(at + 2):(at + 5)], collapse = ""), 16L)
          at <<- at + 6
          code <- 0x10000 + (code - 0xD800) * 0x400 + (low - 0xDC00)
        }
        # R's texts cannot hold the character 0.
        parts <- c(parts, if (code == 0) "\uFFFD" else intToUtf8(code))
      } else {
        parts <- c(parts, switch(sign, n = "\n", t = "\t", r = "\r", b = "\b", f = "\f", sign))
      }
      from <- at
    }
    if (at > from) parts <- c(parts, signs[from:(at - 1)])
    at <<- at + 1
    paste(parts, collapse = "")
  }
  value <- function() {
    space()
    result <- switch(signs[at],
      '"' = string(),
      "{" = members(),
      "[" = items(),
      word()
    )
    space()
    result
  }
  word <- function() {
    from <- at
    while (at <= length(signs) && !signs[at] %in% c(",", "]", "}", " ", "\t", "\r", "\n")) at <<- at + 1
    text <- paste(signs[from:(at - 1)], collapse = "")
    switch(text, true = TRUE, false = FALSE, null = NULL, as.numeric(text))
  }
  members <- function() {
    result <- list()
    at <<- at + 1
    space()
    while (signs[at] != "}") {
      name <- string()
      space()
      at <<- at + 1
      read <- value()
      if (!is.null(read)) result[[if (name == "") " " else name]] <- read
      if (signs[at] == ",") {
        at <<- at + 1
        space()
      }
    }
    at <<- at + 1
    result
  }
  items <- function() {
    result <- list()
    at <<- at + 1
    space()
    while (signs[at] != "]") {
      result[length(result) + 1] <- list(value())
      if (signs[at] == ",") {
        at <<- at + 1
        space()
      }
    }
    at <<- at + 1
    result
  }
  value()
}

# The text as JSON has it.
quoted <- function(text) {
  text <- gsub("\\", "\\\\", enc2utf8(text), fixed = TRUE)
  text <- gsub('"', '\\"', text, fixed = TRUE)
  text <- gsub("\n", "\\n", text, fixed = TRUE)
  text <- gsub("\r", "\\r", text, fixed = TRUE)
  text <- gsub("\t", "\\t", text, fixed = TRUE)
  paste0('"', gsub("[[:cntrl:]]", " ", text), '"')
}
