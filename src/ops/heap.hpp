#pragma once

namespace almanach {

/// Has what is large (256 kB and more) given back to the system as soon as it is freed. Else the
/// heap learns from the first large answer to keep such room for the next, in each thread. To be
/// called once, before threads start.
void return_large_memory();

}  // namespace almanach
