import CMemory
import DatelineCLI

cmemory_give_back_large_blocks()
DatelineCommand.main()
