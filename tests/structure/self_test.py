#!/usr/bin/env python3
"""The structure test must fail on a bad tree, each rule for its own reason, and pass a good one."""

import pathlib
import tempfile
import unittest

import coroutines
import rules
import structure_test


def tree(files):
    """A temporary tree that obeys the rules, with `files` added to it."""
    folder = tempfile.TemporaryDirectory()
    root = pathlib.Path(folder.name)
    good = {"CMakeLists.txt": "", "README.md": "", "calendar/time/instant.h": '#include "platform/base/clock.h"\n'}
    good.update({f"{top}/README.md": "" for top in rules.TOP_FOLDERS_WITH_README})
    for name, text in {**good, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def problems(files):
    with tree(files) as root:
        return list(structure_test.problems_of(root))


class Arrows(unittest.TestCase):
    def refused(self, path, text):
        found = problems({path: text + "\n"})
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(path + ":1:"), found)

    def test_a_good_tree_has_no_problem(self):
        self.assertEqual(problems({}), [])

    def test_calendar_may_not_see_sync(self):
        self.refused("calendar/busy/busy.cpp", '#include "sync/log/log.h"')

    def test_platform_may_not_see_calendar(self):
        self.refused("platform/net/listener.cpp", '#include "calendar/time/instant.h"')

    def test_base_sees_nothing(self):
        self.refused("platform/base/log.cpp", '#include "platform/net/listener.h"')

    def test_kiosk_core_may_not_see_the_network(self):
        self.refused("kiosk/core/reduce.cpp", '#include "platform/net/listener.h"')

    def test_kiosk_core_sees_the_snapshot_only(self):
        self.assertEqual(problems({"kiosk/core/state.h": '#include "sync/replica/snapshot.h"\n'}), [])
        self.refused("kiosk/core/state.h", '#include "sync/replica/replica.h"')

    def test_the_device_side_may_not_see_the_server(self):
        self.refused("sync/client/client.cpp", '#include "sync/server/server.h"')

    def test_the_server_may_not_see_the_device_side(self):
        self.refused("sync/server/server.cpp", '#include "sync/outbox/outbox.h"')

    def test_sync_may_not_see_the_kiosk(self):
        self.refused("sync/server/server.cpp", '#include "kiosk/core/state.h"')

    def test_an_include_with_spaces_is_seen_too(self):
        self.refused("calendar/busy/busy.cpp", '  #  include   "sync/log/log.h"')

    def test_a_folder_without_rules_is_a_problem(self):
        self.refused("kiosk/extra/new.cpp", '#include "calendar/time/instant.h"')


class Libraries(unittest.TestCase):
    def test_each_library_stays_at_home(self):
        for header, path in (("libical/ical.h", "calendar/busy/busy.cpp"), ("libical/ical.h", "calendar/ics/event.h"),
                             ("sqlite3.h", "sync/log/store.cpp"), ("boost/asio.hpp", "sync/server/server.cpp"),
                             ("boost/beast/http.hpp", "sync/web/web.cpp"), ("imgui.h", "kiosk/core/reduce.cpp"),
                             ("imgui.h", "kiosk/screens/today/view_model.h"), ("SDL.h", "kiosk/app/main.cpp"),
                             ("date/tz.h", "sync/server/server.cpp"), ("curl/curl.h", "sync/feeds/fetch.cpp")):
            found = problems({path: f"#include <{header}>\n"})
            self.assertTrue(any(header in problem for problem in found), (header, path, found))

    def test_at_home_it_is_fine(self):
        for header, path in (("libical/ical.h", "calendar/ics/parse.cpp"), ("sqlite3.h", "platform/sqlite/database.cpp"),
                             ("imgui.h", "kiosk/screens/today/view.cpp"), ("boost/asio.hpp", "platform/net/loop.cpp")):
            self.assertEqual(problems({path: f"#include <{header}>\n"}), [])

    def test_no_library_leaks_through_a_public_header(self):
        self.assertEqual(len(problems({"platform/net/a.h": "#include <boost/asio.hpp>\n"})), 1)
        self.assertEqual(problems({"platform/net/a.h": "// Private to this room.\n#include <boost/asio.hpp>\n"}), [])


class Layout(unittest.TestCase):
    def test_nothing_else_stands_at_the_top(self):
        self.assertEqual(len(problems({"notes.txt": ""})), 1)
        self.assertEqual(len(problems({"src/main.cpp": ""})), 1)
        self.assertEqual(problems({".clang-tidy": ""}), [])

    def test_every_top_folder_has_a_readme(self):
        with tree({}) as root:
            (pathlib.Path(root) / "sync/README.md").unlink()
            self.assertEqual(len(list(structure_test.problems_of(root))), 1)

    def test_a_file_over_the_limit_is_a_problem(self):
        self.assertEqual(len(problems({"sync/log/log.cpp": "\n" * (rules.MAX_FILE_LINES + 1)})), 1)
        self.assertEqual(problems({"sync/log/log.cpp": "\n" * rules.MAX_FILE_LINES}), [])


class Clocks(unittest.TestCase):
    def test_only_platform_asks_the_machine_for_the_time_or_sleeps(self):
        for code in ("auto now = std::chrono::steady_clock::now();", "auto now = SteadyClock::now();",
                     "std::this_thread::sleep_for(pause);", "usleep(10);", "auto t = std::time(nullptr);",
                     "clock_gettime(CLOCK_REALTIME, &now);"):
            for path in ("sync/log/a.cpp", "kiosk/app/a.cpp", "tests/sync/log/a_test.cpp"):
                found = problems({path: "// sleep_for\n" + code + "\n"})
                self.assertEqual(len(found), 1, (code, found))
                self.assertTrue(found[0].startswith(path + ":2:"), found)
            self.assertEqual(problems({"platform/net/a.cpp": code, "tests/bench/a.cpp": code}), [])

    def test_a_clock_that_came_in_is_fine(self):
        self.assertEqual(problems({"sync/log/a.cpp": 'auto now = clock_.wall(); run("SELECT pg_sleep(1)");\n'}), [])


class Coroutines(unittest.TestCase):
    def refused(self, code):
        self.assertTrue(coroutines.problems_in(code), code)

    def fine(self, code):
        self.assertEqual(coroutines.problems_in(code), [], code)

    def test_a_lambda_inside(self):
        self.refused("co_await run([x] { return x; });")
        self.refused("co_await run(\n    [&](int a) {\n return a; });")
        self.refused("co_await run([] -> int { return 1; });")

    def test_a_braced_temporary_inside(self):
        self.refused("co_await send(Frame{1, 2});")
        self.refused("auto x = co_await send({1, 2});")

    def test_a_ternary_inside_or_around(self):
        self.refused("co_await send(ready ? a : b);")
        self.refused("auto x = ready ? co_await a() : b;")

    def test_a_switch_on_it(self):
        self.refused("switch (co_await next()) { case 1: co_return; }")

    def test_the_hoisted_forms(self):
        self.fine("Frame frame{1, 2}; co_await send(std::move(frame));")
        self.fine("const auto [error, bytes] = co_await socket.async_read_some(buffer, kAwaitTuple);")
        self.fine("if (co_await ready()) { go(); }")
        self.fine("for (;;) { const auto got = co_await table[index](key); }")

    def test_text_and_comments_do_not_count(self):
        self.fine('// co_await run([x] { return x; });\nlog("switch (co_await x) ? {}");')
        self.fine("const long big = 10'000; co_await f(big); char c = '?';")

    def test_the_line_is_the_right_one(self):
        self.assertEqual(coroutines.problems_in("int a;\n/* one\n two */\nco_await f({});")[0][0], 4)


if __name__ == "__main__":
    unittest.main()
