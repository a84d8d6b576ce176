#include "kiosk/text/pseudo.h"

#include <gtest/gtest.h>

#include "kiosk/text/texts.h"

namespace tandem::kiosk {
namespace {

TEST(Pseudo, IsBracketedAndLonger) {
  const std::string text = pseudo("Book");
  EXPECT_EQ(text.front(), '[');
  EXPECT_EQ(text.back(), ']');
  EXPECT_GE(text.size(), 4 + 4 / 3 + 2);
}

TEST(Pseudo, PlacesToFillStayAsTheyAre) { EXPECT_NE(pseudo("Free until {time}").find("{time}"), std::string::npos); }

TEST(Pseudo, AnUnclosedBraceHarmsNothing) { EXPECT_EQ(pseudo("a {b").substr(0, 4), "[á "); }

TEST(Pseudo, IsALanguageThatNeedsNoCatalogue) {
  const auto texts = load_texts("/nowhere", std::string{kPseudoLocale});
  ASSERT_TRUE(texts.has_value());
  EXPECT_EQ((*texts)->language(), "qps");
  EXPECT_EQ((*texts)->tr("Book"), pseudo("Book"));
  EXPECT_NE((*texts)->tr_n("{n} seat", "{n} seats", 3).find("3 š"), std::string::npos);
}

}  // namespace
}  // namespace tandem::kiosk
