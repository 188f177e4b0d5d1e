// GraphFolder
