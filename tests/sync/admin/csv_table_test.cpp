// A CSV file, as spreadsheets really write it, becomes a table.
#include "sync/admin/csv_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::sync {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Parsed {
  std::optional<CsvTable> table;
  Problems problems;
};

Parsed parse(std::string_view text) {
  Parsed parsed;
  parsed.table = parse_csv("people.csv", text, parsed.problems);
  return parsed;
}

std::string first_problem(const Parsed& parsed) {
  return parsed.problems.none() ? "" : text_of(parsed.problems.kept().front());
}

TEST(CsvTable, CommasAndLineFeeds) {
  const Parsed parsed = parse("id,name\np1,Anna\np2,Bob\n");
  ASSERT_TRUE(parsed.table);
  EXPECT_THAT(parsed.table->header, ElementsAre("id", "name"));
  ASSERT_EQ(parsed.table->rows.size(), 2U);
  EXPECT_THAT(parsed.table->rows[1].fields, ElementsAre("p2", "Bob"));
  EXPECT_EQ(parsed.table->rows[1].line, 3U);
}

TEST(CsvTable, FrenchSpreadsheetSemicolonsByteOrderMarkAndCrLf) {
  const Parsed parsed = parse("\xEF\xBB\xBFid;nom\r\np1;\"Lefèvre, Chloé\"\r\n");
  ASSERT_TRUE(parsed.table);
  EXPECT_THAT(parsed.table->header, ElementsAre("id", "nom"));
  EXPECT_THAT(parsed.table->rows[0].fields, ElementsAre("p1", "Lefèvre, Chloé"));
}

// What is left of a file that two programs made "UTF-8 with a mark", one after the other.
TEST(CsvTable, SeveralByteOrderMarksAreNoPartOfTheFirstName) {
  for (const char* const text : {"\xEF\xBB\xBF\xEF\xBB\xBFid;nom\n", "\"\xEF\xBB\xBFid\";nom\n"}) {
    const Parsed parsed = parse(text);
    ASSERT_TRUE(parsed.table);
    EXPECT_THAT(parsed.table->header, ElementsAre("id", "nom"));
  }
}

TEST(CsvTable, LastLineNeedsNoLineEnd) {
  const Parsed parsed = parse("id,name\np1,Anna");
  ASSERT_TRUE(parsed.table);
  EXPECT_EQ(parsed.table->rows.size(), 1U);
}

TEST(CsvTable, QuotedFieldKeepsQuotesSeparatorsAndLineEndsAndRowsAfterItKeepTheirLine) {
  const Parsed parsed = parse("id,name\np1,\"a \"\"b\"\", c\nd\"\np2,x\n");
  ASSERT_TRUE(parsed.table);
  EXPECT_EQ(parsed.table->rows[0].fields[1], "a \"b\", c\nd");
  EXPECT_EQ(parsed.table->rows[0].line, 2U);
  EXPECT_EQ(parsed.table->rows[1].line, 4U);
}

TEST(CsvTable, BlankAndEmptyRowsAreSkipped) {
  const Parsed parsed = parse("id,name\n\n,\np1,Anna\n\n");
  ASSERT_TRUE(parsed.table);
  EXPECT_TRUE(parsed.problems.none());
  ASSERT_EQ(parsed.table->rows.size(), 1U);
  EXPECT_EQ(parsed.table->rows[0].line, 4U);
}

TEST(CsvTable, EmptyFieldsPastTheHeaderAreDropped) {
  const Parsed parsed = parse("id,name,,\np1,Anna,,\n");
  ASSERT_TRUE(parsed.table);
  EXPECT_TRUE(parsed.problems.none());
  EXPECT_THAT(parsed.table->rows[0].fields, ElementsAre("p1", "Anna"));
}

TEST(CsvTable, ShortRowIsNamedWithItsLineAndTheOthersAreRead) {
  const Parsed parsed = parse("id,name\np1\np2,Bob\n");
  EXPECT_EQ(first_problem(parsed),
            "people.csv:2: has 1 fields where the header has 2: is a separator missing, or a quotation mark?");
  ASSERT_TRUE(parsed.table);
  EXPECT_EQ(parsed.table->rows.size(), 1U);
}

TEST(CsvTable, UnclosedQuotationIsNamedWithItsLine) {
  const Parsed parsed = parse("id,name\np1,\"Anna\np2,Bob\n");
  EXPECT_FALSE(parsed.table);
  EXPECT_THAT(first_problem(parsed), HasSubstr("people.csv:2: a quotation mark"));
}

TEST(CsvTable, QuotationMarkInsideAnUnquotedFieldIsRefused) {
  const Parsed parsed = parse("id,name\np1,screen 24\" wide\n");
  EXPECT_FALSE(parsed.table);
  EXPECT_THAT(first_problem(parsed), HasSubstr("people.csv:2: a quotation mark"));
}

TEST(CsvTable, Windows1252IsNamedWithItsLineAndHowToSaveAgain) {
  const Parsed parsed = parse("id,name\np1,Anna\np2,Chlo\xE9\n");
  EXPECT_FALSE(parsed.table);
  EXPECT_THAT(first_problem(parsed), HasSubstr("people.csv:3: is not UTF-8 text, most likely Windows-1252"));
  EXPECT_THAT(first_problem(parsed), HasSubstr("CSV UTF-8"));
}

TEST(CsvTable, Utf16IsNamed) {
  EXPECT_THAT(first_problem(parse(std::string_view("\xFF\xFEi\0d\0", 6))), HasSubstr("UTF-16"));
}

TEST(CsvTable, EmptyFileIsNamed) {
  EXPECT_THAT(first_problem(parse("")), HasSubstr("is empty"));
  EXPECT_THAT(first_problem(parse("\xEF\xBB\xBF")), HasSubstr("is empty"));
}

TEST(CsvTable, FilesOverTheLimitsAreRefused) {
  EXPECT_THAT(first_problem(parse(std::string(kMaxCsvBytes + 1, 'x'))), HasSubstr("is larger than 8 MiB"));
  std::string rows = "id\n";
  for (std::size_t i = 0; i <= kMaxCsvRows; ++i) rows += "x\n";
  EXPECT_THAT(first_problem(parse(rows)), HasSubstr("has more than 20000 rows"));
  EXPECT_THAT(first_problem(parse("id\n" + std::string(kMaxCsvField + 1, 'x') + "\n")), HasSubstr("people.csv:2:"));
  std::string wide;
  for (std::size_t i = 0; i <= kMaxCsvColumns; ++i) wide += "c,";
  EXPECT_THAT(first_problem(parse(wide + "c\n")), HasSubstr("more than 64 columns"));
}

TEST(CsvTable, AllProblemsAreCountedAndTheFirstFiftyKept) {
  std::string text = "id,name\n";
  for (int i = 0; i < 80; ++i) text += "x\n";
  const Parsed parsed = parse(text);
  EXPECT_EQ(parsed.problems.total(), 80U);
  EXPECT_EQ(parsed.problems.kept().size(), kMaxProblems);
}

TEST(WriteCsv, WhatIsWrittenIsReadBack) {
  const std::vector<std::vector<std::string>> rows{{"id", "name"}, {"p1", "a \"b\", c; d"}, {"p2", " Élodie\nline "}};
  for (const CsvSeparator separator : {CsvSeparator::Comma, CsvSeparator::Semicolon}) {
    const Parsed parsed = parse(write_csv(rows, separator));
    ASSERT_TRUE(parsed.table) << first_problem(parsed);
    EXPECT_EQ(parsed.table->rows[0].fields, rows[1]);
    EXPECT_EQ(parsed.table->rows[1].fields, rows[2]);
  }
}

TEST(WriteCsv, SemicolonsComeWithAByteOrderMarkForFrenchSpreadsheets) {
  EXPECT_EQ(write_csv({{"id", "nom"}}, CsvSeparator::Semicolon), "\xEF\xBB\xBFid;nom\n");
  EXPECT_EQ(write_csv({{"id", "name"}}, CsvSeparator::Comma), "id,name\n");
}

}  // namespace
}  // namespace tandem::sync
