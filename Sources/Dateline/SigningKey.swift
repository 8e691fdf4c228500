import ByteCoding
import Foundation
import LMDB
public import Transparency

/// The key that signs the checkpoints of a ledger: a file outside of it, and beside that file the
/// last checkpoint that it signed.
///
/// What was signed last is kept with the key and not with the ledger, so that a ledger that was set
/// back, or changed, cannot get a signature that contradicts an earlier one.
public struct SigningKey: Sendable {
    /// The file with the key.
    public let path: String
    let signer: NoteSigner

    /// The public key, to be given to those who verify.
    public var verifier: NoteVerifier { signer.verifier }

    /// The file with the last checkpoint that was signed; empty before the first.
    ///
    /// It lies beside the file of the key itself, by whatever link that is named.
    public var lastPath: String { path + ".last" }

    /// Makes a key, in a file that only its owner may read.
    ///
    /// - Parameters:
    ///   - path: The file; there must be none.
    ///   - name: The name of the log, which is the first line of its checkpoints: a URL without a
    ///     scheme, such as `example.com/ledger`, which need not lead anywhere.
    /// - Returns: The key.
    /// - Throws: ``CheckpointError/keyExists(path:)``, ``CheckpointError/malformed(path:_:)`` for a
    ///   name that cannot be one, ``CheckpointError/file(path:reason:)``.
    public static func make(at path: String, name: String) throws(CheckpointError) -> SigningKey {
        let signer: NoteSigner
        do throws(TextFormatError) {
            signer = try NoteSigner(generatingFor: name)
        } catch {
            throw .malformed(path: path, error)
        }
        for name in [path, path + ".last"] where FileManager.default.fileExists(atPath: name) {
            throw .keyExists(path: name)
        }
        try writeSecret(signer.secretText + "\n", to: path)
        let key = SigningKey(path: path, signer: signer)
        try DurableFile.write([], to: key.lastPath)
        return key
    }

    /// Writes a new file that nobody else could open at any time.
    ///
    /// Foundation sets a mode only when the file is there; until then a folder keeps others from it.
    private static func writeSecret(
        _ text: String,
        to path: String
    ) throws(CheckpointError) {
        let target = URL(filePath: path)
        let folder = target.deletingLastPathComponent().appending(
            path: ".\(target.lastPathComponent).\(UUID().uuidString)"
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            let secret = folder.appending(path: "secret")
            try Data().write(to: secret, options: .withoutOverwriting)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600],
                ofItemAtPath: secret.path(percentEncoded: false)
            )
            let file = try FileHandle(forWritingTo: secret)
            try file.write(contentsOf: Data(text.utf8))
            try file.synchronize()
            try file.close()
            // A link takes the place of no other file, as a move might.
            try FileManager.default.linkItem(at: secret, to: target)
        } catch CocoaError.fileWriteFileExists {
            throw .keyExists(path: path)
        } catch {
            throw .file(path: path, reason: error.localizedDescription)
        }
    }

    private init(path: String, signer: NoteSigner) {
        self.path = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        self.signer = signer
    }

    /// Reads a key.
    ///
    /// - Throws: ``CheckpointError/file(path:reason:)`` or ``CheckpointError/malformed(path:_:)``.
    public init(at path: String) throws(CheckpointError) {
        let text = String(decoding: try DurableFile.read(path), as: UTF8.self)
        do throws(TextFormatError) {
            let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
            self.init(path: path, signer: try NoteSigner(parsing: line))
        } catch {
            throw .malformed(path: path, error)
        }
    }

    /// The last checkpoint that the key signed; nil before the first.
    ///
    /// - Throws: ``CheckpointError`` when the file is missing, or holds what this key did not sign.
    public func last() throws(CheckpointError) -> SignedCheckpoint? {
        guard !(try DurableFile.read(lastPath).isEmpty) else { return nil }
        let checkpoint = try SignedCheckpoint(at: lastPath)
        do throws(SignatureError) {
            try checkpoint.verify(by: verifier)
        } catch {
            throw .signature(path: lastPath, error)
        }
        return checkpoint
    }

    /// Signs a state of a log, one process at a time, and keeps it as the last before anyone gets
    /// it.
    ///
    /// - Parameter state: Gives what is to be signed, from what was signed last; nil to sign
    ///   nothing anew.
    /// - Returns: What was signed now or, where nothing was signed anew, last.
    /// - Throws: What `state` throws, and ``LedgerError/checkpoint(_:)`` when a file beside the key
    ///   cannot be read or written.
    func sign(
        _ state: (_ last: SignedCheckpoint?) throws(LedgerError) -> (size: UInt64, root: Digest)?
    ) throws(LedgerError) -> SignedCheckpoint? {
        let lock = WriterLock(at: path + ".lock", timeout: .seconds(60), isNeeded: true) { _ in }
        do throws(LMDBError) {
            try lock.acquire()
        } catch {
            throw .checkpoint(.file(path: path + ".lock", reason: "\(error)"))
        }
        defer { lock.release() }
        let last: SignedCheckpoint?
        do throws(CheckpointError) { last = try self.last() } catch { throw .checkpoint(error) }
        guard let (size, root) = try state(last) else { return last }
        let signed = SignedCheckpoint(size: size, root: root, signedBy: signer)
        do throws(CheckpointError) {
            try DurableFile.write(signed.bytes, to: lastPath)
        } catch {
            throw .checkpoint(error)
        }
        return signed
    }
}

extension SignedCheckpoint {
    /// Reads a checkpoint from a file; its signatures are not checked.
    ///
    /// - Throws: ``CheckpointError/file(path:reason:)`` or ``CheckpointError/malformed(path:_:)``.
    public init(at path: String) throws(CheckpointError) {
        let bytes = try DurableFile.read(path)
        do throws(TextFormatError) {
            try self.init(parsing: bytes)
        } catch {
            throw .malformed(path: path, error)
        }
    }
}
