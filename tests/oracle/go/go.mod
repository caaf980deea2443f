module chartroom/tests/oracle/go

go 1.26.0
