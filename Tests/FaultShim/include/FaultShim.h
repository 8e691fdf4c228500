// A library for LD_PRELOAD that counts the calls by which a process changes a folder, and lets one of
// them go wrong. It needs nothing of the program that it is loaded into. On macOS it is empty.
//
// What it does is said by the environment:
//
// FAULT_FOLDER  The folder, by its absolute path. Calls that concern nothing in it pass unseen.
// FAULT_ACTION  What to do at the step: "before" and "after" kill the process before or after the
//               call; "torn" kills it when half of a write is done; "stop" stops it before the call,
//               until somebody lets it go on; "once" fails the call; "on" fails it and all later
//               ones; "short" writes half, says so, and fails all later ones.
// FAULT_STEP    Which call, counted from 1.
// FAULT_ERROR   The errno with which calls fail. Only such calls fail, and are counted as failing,
//               as can fail so: EMFILE concerns what opens, ENOSPC what needs room.
// FAULT_GRAIN   Half of a write is rounded down to a multiple of so many bytes.
// FAULT_HEALED  Once the process has set it, nothing goes wrong any more.
// FAULT_TRACE   A file to which a line is added for each call that was let through: its number; its
//               name; whether it opens, makes, writes, syncs or changes (o, m, w, s, c), then "t" if
//               the descriptor writes through or "-"; path; other path; offset (of an open: 1 if it
//               empties the file); byte count; result; where its bytes begin in the file of bytes.
//               What the process writes to standard output is a line, "say", with the number 0.
// FAULT_BYTES   A file to which the bytes of all writes are added.
#ifndef FAULT_SHIM_H
#define FAULT_SHIM_H
#endif
