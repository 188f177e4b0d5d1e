#!/usr/bin/env Rscript
# Writes a forest of claims as CSV: for each claim a line a study, with direction and effect.
source("json.R")
input <- file("stdin", "r", encoding = "UTF-8")
say <- function(...) cat(..., "\n", sep = "")
hello <- parse_json(readLines(input, n = 1))
say('{"type":"hello","protocol":1}')
wanted <- hello$options$type
names <- new.env()
rows <- list()
nodes <- 0
relationships <- 0
others <- 0

# What a person calls a node.
title <- function(node) {
  for (key in c("name_en", "name", "title", "id")) {
    found <- node$properties[[key]]
    if (is.character(found) && nzchar(found)) return(found)
  }
  paste("node", format(node$id, scientific = FALSE))
}

# A field that no spreadsheet takes for a formula or two fields.
field <- function(value) {
  if (is.null(value) || is.list(value)) return("")
  text <- if (is.numeric(value)) format(value, digits = 15, scientific = FALSE) else as.character(value)
  if (!is.numeric(value) && grepl("^[=+@\t\r-]", text)) text <- paste0("'", text)
  if (grepl('[",\n\r]', text)) paste0('"', gsub('"', '""', text, fixed = TRUE), '"') else text
}

while (length(line <- readLines(input, n = 1, warn = FALSE)) == 1) {
  if (!nzchar(line)) next
  message <- parse_json(line)
  if (message$type == "node") {
    nodes <- nodes + 1
    assign(format(message$id, scientific = FALSE), title(message), envir = names)
  } else if (message$type == "relationship") {
    relationships <- relationships + 1
    if (identical(message$label, wanted)) rows[[length(rows) + 1]] <- message else others <- others + 1
  } else if (message$type == "end") {
    break
  }
}
name <- function(id) get(format(id, scientific = FALSE), envir = names)
columns <- c("direction", "effect", "lower", "upper", "risk_of_bias", "weight", "page")
claims <- vapply(rows, function(row) name(row$end), "")
studies <- vapply(rows, function(row) name(row$start), "")
# By bytes, so that every machine has the same order.
order <- order(claims, studies, method = "radix")
lines <- paste(c("claim", "studies", "study", columns, if (isTRUE(hello$options$bars)) "bar"), collapse = ",")
for (index in order) {
  row <- rows[[index]]
  count <- length(unique(studies[claims == claims[index]]))
  fields <- c(field(claims[index]), count, field(studies[index]),
              vapply(columns, function(column) field(row$properties[[column]]), ""),
              if (isTRUE(hello$options$bars)) strrep("#", count))
  lines <- c(lines, paste(fields, collapse = ","))
}
say('{"type":"chunk","text":', quoted(paste0(paste(lines, collapse = "\n"), "\n")), '}')
if (others > 0) {
  say('{"type":"loss","what":"relationships of other types than ', gsub('["\\\\]', "", wanted),
      '","count":', others, ',"example":"the first of them"}')
}
say('{"type":"done","nodes":', format(nodes, scientific = FALSE), ',"relationships":',
    format(relationships, scientific = FALSE), '}')
