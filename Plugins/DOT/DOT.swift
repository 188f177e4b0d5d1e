// DOT
