#pragma once

#include <set>
#include <string>

namespace zoom_mock {

/// Mistakes that a schema has no words for; the loader alone refuses them.
inline const std::set<std::string> kBeyondSchema = {
    "Name_Not_Kebab",                         // file names
    "assertion-names-unknown-stub",           // names that must exist elsewhere
    "assertion-path-without-version",         // what stands inside strings
    "assertion-says-nothing",                 // which keys are demands
    "bad-regular-expression",                 // RE2's syntax
    "bare-404-with-headers",                  // what loads and is hardly meant
    "bare-429",                               //
    "body-file-does-not-exist",               // files
    "body-file-outside-the-folder",           //
    "delay-bounds-swapped",                   // one value against another
    "delay-max-below-median",                 //
    "duplicate-key",                          // what a JSON reader drops before a schema sees it
    "example-expects-unknown-stub",           // names that must exist elsewhere
    "example-leaves-out-nothing",             // which fields are sent by themselves
    "example-with-unknown-alias",             // names that must exist elsewhere
    "expect-impossible",                      // one value against another
    "expect-unknown-stub",                    // names that must exist elsewhere
    "extends-itself",                         //
    "extends-unknown-scenario",               //
    "field-of-an-operation-without-fields",   // what each operation has
    "field-of-no-operation",                  //
    "issues-unknown-alias",                   // names that must exist elsewhere
    "large-regular-expression",               // RE2's limits
    "length-range-backwards",                 // arithmetic
    "look-behind-in-regular-expression",      // RE2's syntax
    "meeting-id-too-large",                   // arithmetic
    "method-of-another-operation",            // what each operation has
    "participant-leaves-too-early",           // one value against another
    "participant-stays-too-long",             //
    "participants-out-of-order",              //
    "path-without-version",                   // what stands inside strings
    "operation-and-its-path",                 // one value against another
    "placeholder-of-no-field",                // what stands inside strings
    "placeholder-of-unknown-field",           //
    "removed-expectation-is-not-inherited",   // names that must exist elsewhere
    "removed-meeting-is-not-inherited",       // names that must exist elsewhere
    "removed-registrants-are-not-inherited",  //
    "removed-token-is-not-inherited",         //
    "sitting-start-is-no-time",               // what stands inside strings
    "two-clients-with-one-id",                // one value against another
    "two-panelists-with-one-address",         // one value against another
    "two-registrants-with-one-address",       //
    "two-stubs-with-one-name",                //
    "two-tokens-with-one-value",              //
    "unknown-alias",                          // names that must exist elsewhere
    "unknown-placeholder",                    // what stands inside strings
    "unknown-placeholder-in-body-file",       //
    "unknown-placeholder-in-key",             //
    "unreachable-stub",                       // one stub against another
    "webhook-leads-elsewhere",                // what loads and is hardly meant
    "webinar-with-a-meetings-type",           // one value against another
    "world-without-a-meeting",                // what stands inside strings
};

}  // namespace zoom_mock
