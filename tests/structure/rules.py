"""What may include what, and the other rules of the layout, as tables. structure_test.py checks them.

A rule that is in the way is changed here, with its reason, in the same commit as what needs it.
"""

SOURCE_TOPS = ("kiosk", "sync", "calendar", "platform")

# The owner's rule: nothing else stands at the top, dot files and CMakePresets.json besides.
TOP_LEVEL = {"CMakeLists.txt", "CMakePresets.json", "README.md", "kiosk", "sync", "calendar", "platform", "tests"}
TOP_FOLDERS_WITH_README = ("kiosk", "sync", "calendar", "platform", "tests")

MAX_FILE_LINES = 500

# A room, longest prefix first, and what its files may include besides their own room: prefixes of paths from the root.
ALLOWED_ARROWS = {
    # platform knows the operating system and nothing of ours above it
    "platform/base": (),
    "platform/net": ("platform/base/", "platform/certificates/"),  # who a peer proved to be
    "platform/": ("platform/base/",),
    # calendar is pure: no network, no disk, no clock
    "calendar/time": ("platform/base/",),
    "calendar/": ("platform/base/", "calendar/"),
    # sync's device side never sees the central side, and the other way round
    "sync/protocol": ("platform/base/", "platform/device/short_hash.h", "platform/net/frame_connection.h", "calendar/", "tandem.pb.h"),
    "sync/outbox": ("platform/base/", "platform/sqlite/", "calendar/", "sync/protocol/"),
    "sync/replica": ("platform/base/", "platform/sqlite/", "calendar/", "sync/protocol/", "sync/outbox/"),
    "sync/client": ("platform/base/", "platform/net/", "platform/sqlite/", "platform/device/", "calendar/",
                    "sync/protocol/", "sync/outbox/", "sync/replica/"),
    "sync/log": ("platform/base/", "platform/sqlite/", "platform/postgres/", "platform/device/", "calendar/", "sync/protocol/"),
    "sync/feeds": ("platform/base/", "platform/net/http_client.h", "calendar/", "sync/log/", "sync/protocol/"),
    # what both sides of an enrolment say and store; its agents are the device's
    "sync/enrolment": ("platform/base/", "platform/net/", "platform/certificates/", "platform/device/", "calendar/",
                       "sync/protocol/"),
    "sync/authority": ("platform/base/", "platform/net/listener.h", "platform/net/frame_connection.h",
                       "platform/certificates/", "platform/device/", "calendar/", "sync/protocol/", "sync/log/",
                       "sync/enrolment/"),
    "sync/": ("platform/", "calendar/", "sync/protocol/", "sync/log/", "sync/feeds/", "sync/channels/",
              "sync/web/", "sync/admin/", "sync/authority/", "sync/enrolment/enrolment_code.h",
              "sync/enrolment/json_fields.h", "sync/server/"),
    # kiosk/core decides what happens on a tap: no network, no ImGui, no database
    "kiosk/text": ("platform/base/", "calendar/"),
    "kiosk/core": ("platform/base/", "calendar/", "sync/protocol/", "sync/replica/snapshot.h", "kiosk/text/"),
    "kiosk/ui": ("platform/base/", "platform/display/", "kiosk/text/"),
    "kiosk/screens": ("platform/base/", "calendar/", "sync/protocol/", "sync/replica/snapshot.h", "kiosk/core/",
                      "kiosk/text/", "kiosk/ui/"),
    # what is said of a screen is what its semantic tree tells, through a Speaker that it is handed
    "kiosk/speech": ("platform/base/", "platform/speech/speaker.h", "calendar/", "kiosk/core/", "kiosk/text/",
                     "kiosk/ui/semantics.h"),
    # kiosk/app puts everything together, with the server's library for a kiosk that is its own server
    "kiosk/app": ("platform/", "calendar/", "sync/", "kiosk/"),
}

# Time comes in as an argument (platform/base/clock.h), so that a fleet runs under virtual time. Only these folders may
# ask the machine what time it is, or sleep; a figure that people read is taken with platform/base/stopwatch.h.
CLOCK_HOMES = ("platform/", "tests/bench/", "tests/platform/")
CLOCKS_AND_SLEEPS = (r"\b\w*(clock|Clock)\s*::\s*now\s*\(", r"\bsleep_(for|until)\b", r"\b(u|nano)?sleep\s*\(",
                     r"\bclock_(gettime|nanosleep)\s*\(", r"\bgettimeofday\s*\(", r"\btime\s*\(\s*(nullptr|NULL|0|&\s*\w+)\s*\)")

# A library's header and the only files that may see it: regular expressions on both sides.
LIBRARY_HOMES = (
    (r"libical/.*", r"calendar/(ics|recurrence|time)/[^/]*\.cpp"),
    (r"date/.*", r"(calendar/time/[^/]*|kiosk/text/[^/]*|kiosk/app/options)\.cpp"),
    (r"boost/(asio|beast)(/.*|\.hpp)", r"platform/net/.*"),
    (r"curl/.*", r"platform/net/[^/]*\.cpp"),
    (r"openssl/.*", r"platform/(net|certificates)/.*"),
    (r"sqlite3\.h", r"platform/sqlite/[^/]*\.cpp"),
    (r"libpq.*\.h", r"platform/postgres/[^/]*\.cpp"),
    (r"sodium\.h", r"platform/device/[^/]*\.cpp"),
    (r"(imgui|imgui_internal|imgui_freetype)\.h",
     r"kiosk/(ui|app)/.*|platform/display/.*|kiosk/screens/(.*/)?view[^/]*\.cpp"),
    (r"SDL.*\.h", r"platform/display/.*"),
    (r"GLES2/.*", r"platform/display/.*"),
    (r"libspeechd\.h", r"platform/speech/[^/]*\.cpp"),
    (r"google/protobuf/.*|.*\.pb\.h", r"sync/protocol/.*"),
)

# Third-party headers that no public header of ours may include; headers that say "Private to this room" may.
PRIVATE_IN_HEADERS = (
    # JSON values are what administration and web pass around, as text would be.
    r"libical/.*", r"date/.*", r"boost/(?!json).*", r"curl/.*", r"openssl/.*", r"sqlite3\.h", r"libpq.*", r"sodium\.h", r"toml\+\+/.*",
    r"SDL.*\.h", r"GLES2/.*", r"libspeechd\.h", r"spdlog/.*", r"google/protobuf/.*",
)
PRIVATE_MARK = "Private to this room"
