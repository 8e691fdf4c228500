// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// For the floors that hand out values borrowed from memory they do not own.
let lifetimes = strict + [.enableExperimentalFeature("Lifetimes")]

let tests = [SwiftSetting.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

let views = [
    "Alliances", "Bids", "Claims", "Commitments", "Contacts", "Corrections", "Coverage", "Lawsuits",
    "Offices", "Organizations", "Pairs", "Relationships", "Statements", "Tenures",
]

let package = Package(
    name: "dateline",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "dateline", targets: ["DatelineMain"]),
        .library(name: "Dateline", targets: ["Dateline", "NewsFacts", "Projecting"] + views),
        // Not for users: the tests of faults load it into the processes that they start.
        .library(name: "FaultShim", type: .dynamic, targets: ["FaultShim"]),
    ],
    dependencies: [
        .package(
            url: "https://github.com/apple/swift-argument-parser",
            .upToNextMinor(from: "1.8.2")
        ),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLMDB",
            pkgConfig: "lmdb",
            providers: [.apt(["liblmdb-dev"]), .brew(["lmdb"])]
        ),
        .systemLibrary(name: "CMemory"),
        .systemLibrary(name: "CTerminal"),
        .target(
            name: "ByteCoding",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: lifetimes
        ),
        .target(name: "LMDB", dependencies: ["CLMDB"], swiftSettings: lifetimes),
        .target(
            name: "NewsFacts",
            dependencies: ["ByteCoding"],
            path: "Events/NewsFacts",
            exclude: ["fact.proto"],
            swiftSettings: lifetimes
        ),
        .target(
            name: "Transparency",
            dependencies: ["ByteCoding", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict
        ),
        .target(
            name: "EventLog",
            dependencies: [
                "ByteCoding", "LMDB", "Transparency",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ],
            swiftSettings: lifetimes
        ),
        .target(
            name: "Projecting",
            dependencies: ["ByteCoding", "NewsFacts"],
            swiftSettings: strict
        ),
        .target(
            name: "ViewStore",
            dependencies: [
                "ByteCoding", "EventLog", "LMDB", "NewsFacts", "Projecting",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ],
            swiftSettings: lifetimes
        ),
        .target(
            name: "Dateline",
            dependencies: [
                "ByteCoding", "EventLog", "LMDB", "NewsFacts", "Projecting", "Transparency",
                "ViewStore",
            ]
                + views.map { .byName(name: $0) },
            swiftSettings: lifetimes
        ),
        .target(
            name: "DatelineCLI",
            dependencies: [
                "ByteCoding", "CMemory", "CTerminal", "Dateline", "EventLog", "LMDB", "NewsFacts",
                "Projecting", "Transparency", "ViewStore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            // In the program itself: a bundle would have to lie beside it wherever it goes.
            resources: [.embedInCode("Feeds/cameo.tsv")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "DatelineMain",
            dependencies: ["DatelineCLI"],
            swiftSettings: strict
        ),
    ]
        + views.map { view in
            .target(
                name: view,
                dependencies: ["NewsFacts", "Projecting"],
                path: "Projections/\(view)",
                swiftSettings: strict
            )
        }
        + [
            .target(
                name: "TestSupport",
                dependencies: ["ByteCoding", "EventLog", "LMDB", "NewsFacts", "Projecting"],
                path: "Tests/TestSupport",
                swiftSettings: tests
            ),
            .target(name: "CBareLMDB", dependencies: ["CLMDB"], path: "Tests/CBareLMDB"),
            .target(name: "FaultShim", path: "Tests/FaultShim"),
            .executableTarget(
                name: "dateline-bench",
                dependencies: [
                    "ByteCoding", "CBareLMDB", "CMemory", "Coverage", "Dateline", "EventLog",
                    "Lawsuits", "NewsFacts", "Pairs", "Projecting", "Relationships", "TestSupport",
                    "ViewStore",
                    .product(name: "ArgumentParser", package: "swift-argument-parser"),
                    .product(name: "Logging", package: "swift-log"),
                ],
                path: "Tests/Bench",
                exclude: ["instructions.tsv"],
                swiftSettings: tests
            ),
            .executableTarget(
                name: "AppendChild",
                dependencies: [
                    "Dateline", "EventLog", "LMDB", "NewsFacts", "Projecting", "TestSupport",
                    "ViewStore",
                ],
                path: "Tests/AppendChild",
                swiftSettings: tests
            ),
            .target(
                name: "FuzzTargets",
                dependencies: [
                    "ByteCoding", "Dateline", "DatelineCLI", "EventLog", "LMDB", "NewsFacts",
                    "Projecting", "TestSupport", "Transparency",
                    .product(name: "ArgumentParser", package: "swift-argument-parser"),
                ],
                path: "Tests/FuzzTargets",
                swiftSettings: tests
            ),
            .executableTarget(
                name: "dateline-fuzz",
                dependencies: ["FuzzTargets"],
                path: "Tests/Fuzz",
                exclude: ["arguments.dict", "edtf.dict", "fact-json.dict"],
                swiftSettings: tests
            ),
            .testTarget(
                name: "FuzzTests",
                dependencies: ["FuzzTargets", "TestSupport"],
                swiftSettings: tests
            ),
            .testTarget(
                name: "ByteCodingTests",
                dependencies: ["ByteCoding", "TestSupport"],
                swiftSettings: tests
            ),
            .testTarget(
                name: "LMDBTests",
                dependencies: ["LMDB", "TestSupport"],
                swiftSettings: tests
            ),
            .testTarget(
                name: "TransparencyTests",
                dependencies: ["ByteCoding", "TestSupport", "Transparency"],
                exclude: ["Vectors"],
                swiftSettings: tests
            ),
            .testTarget(
                name: "NewsFactsTests",
                dependencies: ["ByteCoding", "NewsFacts", "TestSupport"],
                exclude: ["Golden"],
                swiftSettings: tests
            ),
            .testTarget(
                name: "EventLogTests",
                dependencies: ["AppendChild", "ByteCoding", "EventLog", "LMDB", "TestSupport"],
                swiftSettings: tests
            ),
            .testTarget(
                name: "ViewStoreTests",
                dependencies: [
                    "AppendChild", "ByteCoding", "Dateline", "EventLog", "LMDB", "NewsFacts",
                    "Projecting", "TestSupport", "ViewStore",
                ]
                    + views.map { .byName(name: $0) },
                swiftSettings: tests
            ),
            .testTarget(
                name: "FaultTests",
                dependencies: [
                    "AppendChild", "ByteCoding", "Dateline", "EventLog", "LMDB", "NewsFacts",
                    "Projecting", "TestSupport", "ViewStore",
                ],
                swiftSettings: tests
            ),
            .testTarget(
                name: "ProjectionTests",
                dependencies: ["ByteCoding", "Dateline", "NewsFacts", "Projecting", "TestSupport"]
                    + views.map { .byName(name: $0) },
                swiftSettings: tests
            ),
            .testTarget(
                name: "DatelineTests",
                dependencies: [
                    "ByteCoding", "Dateline", "DatelineCLI", "DatelineMain", "EventLog", "LMDB",
                    "NewsFacts", "Projecting", "TestSupport", "Transparency",
                    .product(name: "ArgumentParser", package: "swift-argument-parser"),
                ]
                    + views.map { .byName(name: $0) },
                exclude: ["Dockets", "Formats", "Help"],
                swiftSettings: tests
            ),
        ]
)
