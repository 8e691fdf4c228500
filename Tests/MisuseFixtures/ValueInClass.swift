// A value cannot be kept in a class.
import LMDB

final class Kept {
    // expected-error@+2 {{the 'get' accessor cannot return a ~Escapable result}}
    // expected-error@+1 {{the '_modify' accessor cannot return a ~Escapable result}}
    var value: Span<UInt8>?
}
