"""A kiosk that says its screens aloud: to Speech Dispatcher's own protocol, and to the real one with its voices."""

import os
import unittest

import speech
from harness import Kiosk, ProcessTest
from programs import wait_until

NOW = "2026-11-23T08:00:00Z"
BADGE, NAME = "70000001", "Lefèvre"


class Speech(ProcessTest):
    def run_kiosk(self, dispatcher, choice=None):
        self.addCleanup(dispatcher.stop)
        os.environ["SPEECHD_ADDRESS"] = dispatcher.address
        self.addCleanup(os.environ.pop, "SPEECHD_ADDRESS")
        kiosk = Kiosk(self.folder, "a")
        kiosk.arguments += ["--now", NOW, *(["--speech", choice] if choice else [])]
        self.addCleanup(kiosk.stop)
        kiosk.start()
        kiosk.wait(lambda state: state["rooms"] > 0, "the site", 120)
        return kiosk

    def identify(self, kiosk):
        kiosk.say(f"badge {BADGE}")
        kiosk.wait(lambda state: state["identified"], "identified")


class Recorded(Speech):
    def setUp(self):
        super().setUp()
        self.dispatcher = speech.RecordingDispatcher(self.folder)

    def test_through_headphones_a_person_hears_their_own_screen_and_the_control_they_move_to(self):
        kiosk = self.run_kiosk(self.dispatcher, "headphones")
        self.dispatcher.wait_for("Today's sessions")
        self.identify(kiosk)
        kiosk.say("press language.en")
        self.dispatcher.wait_for("Chloé")
        self.dispatcher.forget()
        kiosk.say("key tab")
        kiosk.state()
        self.dispatcher.wait_for("button")

    def test_at_a_loudspeaker_nothing_is_said_of_who_identifies(self):
        kiosk = self.run_kiosk(self.dispatcher, "speaker")
        self.dispatcher.wait_for("Today's sessions")
        self.dispatcher.forget()
        self.identify(kiosk)
        for _ in range(4):
            kiosk.say("key tab")
        kiosk.state()
        kiosk.press("header.done")
        kiosk.wait(lambda state: not state["identified"], "signed out")
        kiosk.press("today.here")
        self.dispatcher.wait_for("Who are you?")
        self.assertNotIn("Chloé", self.dispatcher.words())
        self.assertNotIn(NAME, self.dispatcher.words())

    def test_the_key_f2_turns_it_on_and_off(self):
        kiosk = self.run_kiosk(self.dispatcher)
        kiosk.state()
        self.assertEqual(self.dispatcher.heard, [])
        kiosk.say("key f2")
        self.dispatcher.wait_for("Today's sessions")
        kiosk.say("key f2")
        kiosk.state()
        wait_until(lambda: self.dispatcher.heard[-1] == ("silence",), "silence")
        kiosk.press("today.here")
        kiosk.state()
        self.assertNotIn("Who are you?", self.dispatcher.words())

    def test_the_language_is_the_screens(self):
        kiosk = self.run_kiosk(self.dispatcher, "speaker")
        self.dispatcher.wait_for("Today's sessions")
        kiosk.press("language.fr")
        wait_until(lambda: self.dispatcher.said()[-1][1] == "fr", "French")

    def test_the_log_holds_nothing_that_was_said(self):
        kiosk = self.run_kiosk(self.dispatcher, "headphones")
        self.identify(kiosk)
        kiosk.state()
        logged = kiosk.program.logged()
        for words in ("Chloé", NAME, BADGE, "Today's sessions"):
            self.assertNotIn(words, logged)


@unittest.skipUnless(speech.available(), "speech-dispatcher is not installed")
class Voices(Speech):
    def test_the_voices_are_given_the_screen(self):
        dispatcher = speech.RealDispatcher(self.folder)
        self.run_kiosk(dispatcher, "speaker")
        wait_until(lambda: "sessions" in dispatcher.spoken(), "espeak-ng speaks the words of the screen")


class NoVoice(Speech):
    def test_without_speech_dispatcher_the_kiosk_works_and_says_so_in_the_log(self):
        class Nobody:
            # Not this machine, for the library: else it would start a server of its own.
            address = "inet_socket:127.0.0.2:1"

            def stop(self):
                pass

        kiosk = self.run_kiosk(Nobody(), "speaker")
        wait_until(lambda: "Speech Dispatcher cannot be reached" in kiosk.program.logged(), "the log says so")
        kiosk.press("today.here")
        kiosk.wait(lambda state: state["screen"] == "identify", "the next screen")


if __name__ == "__main__":
    unittest.main()
