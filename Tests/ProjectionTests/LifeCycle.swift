import NewsFacts
import Projecting
import Testing

/// The life cycle of a view as tables: how to come to each state, and where each step leads.
struct LifeCycle<View: Projection>: Sendable {
    typealias Status = View.Row.Status

    /// A life that leads to a state; nil is the state before any fact.
    struct Life: Sendable, CustomStringConvertible {
        let status: Status?
        let steps: [Step]
        var description: String { status?.rawValue ?? "nothing" }
    }

    /// A step that a state allows, and the state that it leads to.
    struct Transition: Sendable, CustomStringConvertible {
        let life: Life
        let step: Step
        let next: Status?
        var description: String {
            "\(life) -\(step)-> \(next?.rawValue ?? "nothing")"
        }
    }

    let lives: [Life]
    let steps: [Step]
    let transitions: [Transition]

    /// The tables; `legal` names for each state the steps that it allows, and where they lead.
    init(
        lives: [(Status?, [Step])],
        steps: [Step],
        legal: [(from: Status?, steps: [String], to: Status?)]
    ) {
        let lives = lives.map { Life(status: $0.0, steps: $0.1) }
        self.lives = lives
        self.steps = steps
        transitions = legal.flatMap { from, names, next in
            names.compactMap { name in
                guard let life = lives.first(where: { $0.status == from }),
                    let step = steps.first(where: { $0.name == name })
                else { preconditionFailure("the table names \(name) from an unknown state") }
                return Transition(life: life, step: step, next: next)
            }
        }
    }

    /// Every step in every state that does not allow it.
    var illegal: [(life: Life, step: Step)] {
        lives.flatMap { life in
            steps.filter { step in
                !transitions.contains { $0.life.status == life.status && $0.step.name == step.name }
            }.map { (life, $0) }
        }
    }

    /// Expects a legal step to be taken on its day, not before, and for good.
    func expectTaken(_ transition: Transition) throws {
        let given = try Given(View.self, life: transition.life.steps, then: transition.step)
        let before = given.answer(on: dayOfChange.advanced(by: -1)).certain
        #expect(before.row?.status == transition.life.status)
        for days in [0, 1, 400] {
            let state = given.answer(on: dayOfChange.advanced(by: days)).certain
            #expect(state.row?.status == transition.next)
            #expect(state.anomalies == [])
        }
    }

    /// Expects an illegal step to leave the row as it was, with an anomaly from its day on.
    func expectAnomaly(_ step: Step, after life: Life) throws {
        let given = try Given(View.self, life: life.steps, then: step)
        let before = given.answer(on: dayOfChange.advanced(by: -1)).certain
        #expect(before.row?.status == life.status)
        #expect(before.anomalies == [])
        for days in [0, 1, 400] {
            let state = given.answer(on: dayOfChange.advanced(by: days)).certain
            #expect(state.row == before.row, "\(life) \(step)")
            #expect(state.anomalies.count == 1, "\(life) \(step)")
            #expect(state.anomalies.first?.status == life.status?.rawValue)
            #expect(state.anomalies.first?.reason.isEmpty == false)
        }
    }
}
