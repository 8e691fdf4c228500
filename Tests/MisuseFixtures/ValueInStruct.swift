// A value cannot be kept in an ordinary struct.
import LMDB

// expected-note@+1 {{consider adding '~Escapable' to struct 'Kept'}}
struct Kept {
    // expected-error@+3 {{the 'get' accessor cannot return a ~Escapable result}}
    // expected-error@+2 {{the '_modify' accessor cannot return a ~Escapable result}}
    // expected-error@+1 {{stored property 'value'}}
    var value: Span<UInt8>
}
