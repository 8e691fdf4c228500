import DatelineCLI

DatelineCommand.main()
