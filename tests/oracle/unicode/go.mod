module chartroom/oracle/unicode

go 1.26.0
