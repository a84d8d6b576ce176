#include "kiosk/text/topic_cards.h"

#include <algorithm>

#include "kiosk/text/texts.h"

namespace tandem::kiosk {
namespace {

// The last one is for all other topics.
constexpr std::array kCards = {
    TopicCard{"information",
              message("Find again within a minute what you saw last week"),
              {message("Look together at where your information comes in"),
               message("Set up one filter, one folder and one alert that sort it"),
               message("Find three documents with the search alone")},
              message("Unsubscribe from five mails that you never read")},
    TopicCard{
        "collaboration",
        message("Write a document with several people without sending it by mail"),
        {message("Share one document and choose who may change it"),
         message("Comment, answer and accept a change together"), message("Find and join a community of your trade")},
        message("Prepare the next meeting’s notes in a shared document")},
    TopicCard{"identity",
              message("Decide yourself what the web says about you"),
              {message("Search your own name and note what surprises you"),
               message("Check together who can see your profiles"),
               message("Rewrite the first three lines of your professional profile")},
              message("Remove one old account or one old photograph")},
    TopicCard{"learning",
              message("Learn something online in twenty minutes a week"),
              {message("Name one skill that would help you this month"),
               message("Compare two courses: length, level, who gives them"),
               message("Start one together and put the next part in your calendar")},
              message("Finish one chapter before the next session")},
    TopicCard{
        "company-tools",
        message("Do three everyday tasks without asking for help"),
        {message("List the tasks that take you too long"), message("Do the first one together, then once more alone"),
         message("Keep the two shortcuts that save you most")},
        message("Show one of these tasks to a colleague")},
    TopicCard{
        "ai-assistants",
        message("Use an assistant for a first draft, and judge what it says"),
        {message("Ask the same question vaguely, then precisely, and compare"),
         message("Look for one mistake in the answer and its source"), message("Agree on what must never be typed in")},
        message("Have a mail of yours shortened, and correct the result")},
    TopicCard{
        "team-chat",
        message("Choose between chat, mail and a call without hesitating"),
        {message("Sort your channels: follow, mute, leave"), message("Set your status and your quiet hours together"),
         message("Answer in a thread, mention one person, pin a message")},
        message("Replace one mail to several people by a message in a channel")},
    TopicCard{"security",
              message("Recognise a false message, and never use a password twice"),
              {message("Look at three messages: sender, link, urgency"),
               message("Put a first password into the password manager"),
               message("Turn on the second factor for one account")},
              message("Report one suspicious message the way your company asks")},
    TopicCard{"",
              message("Do alone what you could not do before"),
              {message("Choose one task of this week that needs it"),
               message("Do it together, the one who learns at the keyboard"),
               message("Do it once more without help and say aloud why")},
              message("Do it again at your own desk before the next session")},
};

}  // namespace

const TopicCard& topic_card(std::string_view topic_id) {
  const auto found = std::ranges::find(kCards, topic_id, &TopicCard::topic);
  return found != kCards.end() ? *found : kCards.back();
}

}  // namespace tandem::kiosk
