#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace almanach {

/// What names of files and folders say by themselves. All functions: any thread.

/// A file's name taken apart: "fetes/bal.fr.md" is "fetes", "bal.fr" and ".md".
struct PathParts {
  std::string_view folder;
  std::string_view stem;
  std::string_view ending;
};
PathParts take_apart(std::string_view path);

/// Whether a file of this ending is a page of its own: Markdown or HTML.
bool is_page_ending(std::string_view ending);

/// Whether a text is a code of ISO 639-1, with a region or without: "fr", "pt-br".
bool is_language_code(std::string_view text);

/// The language at the end of a file's stem: "fr" of "bal.fr"; empty where there is none.
std::string_view language_suffix(std::string_view stem);

/// A path without the language at the end of its stem: "fetes/bal.md" of "fetes/bal.fr.md". As it
/// is where there is none, or the file is no page.
std::string without_language_suffix(std::string_view path);

/// Whether a folder is a date, by its name and those above it: "2026", "2026/01", "2026/01/30",
/// "2026-01", "2026-01-30", "2026-2027".
bool is_date_folder(std::string_view folder);

/// The stem of the file that one of this stem is a copy of, by the name that a synchroniser or a
/// file manager gave it: "bal" of "bal (1)", "bal - Copie", "bal.sync-conflict-20260130-101500-A".
struct CopyName {
  std::string original;
  /// A synchroniser made it, and nobody else would: what it holds is the original's other edition.
  bool conflict = false;
};
std::optional<CopyName> copy_name(std::string_view stem);

/// Whether a stem says that the file is a template: "template", "modele-evenement",
/// "sample".
bool is_template_name(std::string_view stem);

/// Whether one of the names in a path says that events lie there: "_events/2027",
/// "data/agenda-2027.yml".
bool names_events(std::string_view path);

/// Whether a folder at the top of a site holds what other programs have made or brought: pages that
/// are built ("public"), themes, packages.
bool is_made_by_programs(std::string_view name);

/// Whether a folder at the top holds what a site generator works with, and no content.
bool is_machinery(std::string_view name);

}  // namespace almanach
