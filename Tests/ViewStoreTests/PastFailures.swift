/// Histories that once showed a defect, in the engine or in the oracle, as the test of random
/// histories had shrunk and printed them.
enum PastFailures {
    static let histories: [(defect: String, history: String)] = [
        (
            "a dispute of a dispute changed what the ledger of corrections says of the first",
            """
            0 add AcquisitionBidRejected/18 s1 2024-03-13 100 - |
            1 dispute:0 CaseReopened/16 s1 undated 100 1 |
            11 corroborate:1 InvestmentWithdrawn/10 s2 2024-03-09 100 1
            """
        ),
        (
            "a dispute of a dispute that is dated",
            """
            6 add AcquisitionBidWithdrawn/19 s0 2024-03-12 200 1 |
            7 dispute:6 AppealFiled/15 s0 2023-12-31 100 2,0
            34 dispute:7 InvestmentFunded/9 s1 2024-03-08 100 -
            """
        ),
        (
            "a corroboration of what joins two facts",
            """
            0 add LawsuitFiled/11 s1 2024-03-07 100 0
            1 add CaseReopened/16 s1 2024-03-06 100 2,1
            2 join:0:1 CallHeld/2 s0 2024-03-01 100 2,1
            5 corroborate:2 RoleEnded/22 s2 2024-03-10 100 1 |
            8 corroborate:5 CallHeld/2 s1 2024-03-14 100 1,2 |
            """
        ),
    ]
}
