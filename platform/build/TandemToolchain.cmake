# Compiler settings that every room shares.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# Line tables only: backtraces keep their lines and a link stays a matter of seconds.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1 -fno-omit-frame-pointer")

# A second clone, in whatever folder, takes its objects from the compiler cache of the first.
find_program(CCACHE ccache)
if(CCACHE)
  set(launcher "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=true "${CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${launcher}")
  set(CMAKE_C_COMPILER_LAUNCHER "${launcher}")
endif()

find_program(LLD ld.lld)
if(LLD)
  add_link_options(-fuse-ld=lld)
endif()

# Two clones of the project in different folders share compiler cache entries and print the same paths.
add_compile_options("-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")

if(TANDEM_SANITIZE)
  add_compile_options("-fsanitize=${TANDEM_SANITIZE}" -fno-sanitize-recover=all)
  add_link_options("-fsanitize=${TANDEM_SANITIZE}")
  if(TANDEM_SANITIZE MATCHES thread)
    # The sanitizer does not understand fences: Asio is told to do without, and Boost's others are not errors.
    add_compile_options(-Wno-tsan)
    add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
  endif()
endif()
if(TANDEM_SANITIZE MATCHES "thread")
  # Asio has a memory fence that this sanitizer does not model; its queues are behind a mutex besides.
  add_compile_options(-Wno-tsan)
endif()
if(TANDEM_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# The warnings of our own code; generated code and system headers are exempt.
add_library(tandem_warnings INTERFACE)
target_compile_options(tandem_warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow -Wpedantic -Werror)
