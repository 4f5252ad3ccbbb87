#include "parse/text/html_blocks.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace almanach {
namespace {

using Kind = TextBlock::Kind;

constexpr int kDeepest = 16;

bool is_list(const TextBlock& block) {
  return block.kind == Kind::bullet_list || block.kind == Kind::numbered_list;
}

bool is_cell(const TextBlock& block) {
  return block.kind == Kind::cell || block.kind == Kind::header_cell;
}

void add_to(TextBlock& parent, TextBlock block);

void add_wrapped(TextBlock& parent, Kind wrapper, TextBlock block) {
  TextBlock wrapped;
  wrapped.kind = wrapper;
  add_to(wrapped, std::move(block));
  parent.children.push_back(std::move(wrapped));
}

void add_to_list(TextBlock& list, TextBlock block) {
  if (block.kind == Kind::item) {
    list.children.push_back(std::move(block));
  } else if (!is_list(block)) {
    add_wrapped(list, Kind::item, std::move(block));
  } else if (!list.children.empty()) {
    list.children.back().children.push_back(std::move(block));
  } else {
    list.children = std::move(block.children);
  }
}

/// `parent` is the document, an item, a quote or a cell.
void add_to_flow(TextBlock& parent, TextBlock block) {
  if (block.kind == Kind::row || is_cell(block)) {
    for (TextBlock& child : block.children) add_to(parent, std::move(child));
  } else if (block.kind != Kind::item) {
    parent.children.push_back(std::move(block));
  } else if (!parent.children.empty() && is_list(parent.children.back())) {
    parent.children.back().children.push_back(std::move(block));
  } else {
    add_wrapped(parent, Kind::bullet_list, std::move(block));
  }
}

void add_to(TextBlock& parent, TextBlock block) {
  const bool structured = is_list(parent) || parent.kind == Kind::table || parent.kind == Kind::row;
  if (structured && block.kind == Kind::rule) return;
  if (is_list(parent)) {
    add_to_list(parent, std::move(block));
  } else if (parent.kind == Kind::table && block.kind != Kind::row) {
    add_wrapped(parent, Kind::row, std::move(block));
  } else if (parent.kind == Kind::row && !is_cell(block)) {
    add_wrapped(parent, Kind::cell, std::move(block));
  } else if (structured) {
    parent.children.push_back(std::move(block));
  } else {
    add_to_flow(parent, std::move(block));
  }
}

/// Whether there is anything to read in it: a rule alone parts nothing.
bool has_content(const TextBlock& block) {
  return std::any_of(block.children.begin(), block.children.end(), [&](const TextBlock& child) {
    return block.kind == Kind::row ? !child.children.empty() : child.kind != Kind::rule;
  });
}

}  // namespace

BlockBuilder::BlockBuilder() : open_(1) {
  open_.front().kind = Kind::quote;
}

bool BlockBuilder::open(Kind kind, int number) {
  TextBlock block;
  block.kind = kind;
  block.number = number;
  open_.push_back(std::move(block));
  if (depth() <= kDeepest) return true;
  open_.pop_back();
  return false;
}

void BlockBuilder::close() {
  TextBlock block = std::move(open_.back());
  open_.pop_back();
  if (is_cell(block) && !has_content(block)) block.children.clear();
  if (block.kind == Kind::item) {
    add_item(std::move(block));
  } else if (block.kind == Kind::table) {
    add_table(std::move(block));
  } else if (block.kind == Kind::rule || is_cell(block) || has_content(block)) {
    add(std::move(block));
  }
}

void BlockBuilder::add(TextBlock block) {
  add_to(open_.back(), std::move(block));
}

std::vector<TextBlock> BlockBuilder::take() {
  return std::exchange(open_.front().children, {});
}

/// Counts what the written document nests, so that reading it again finds the same depth.
int BlockBuilder::depth() const {
  int depth = 0;
  for (auto block = std::next(open_.begin()); block != open_.end(); ++block) {
    const bool stray_item = block->kind == Kind::item && !is_list(*std::prev(block));
    const bool nests = is_list(*block) || block->kind == Kind::quote || block->kind == Kind::table;
    if (nests || stray_item) ++depth;
  }
  return depth;
}

/// Editors write a list right inside of a list where they mean to indent it: an item that holds
/// nothing but a list is not worth a bullet.
void BlockBuilder::add_item(TextBlock item) {
  if (item.children.size() != 1 || !is_list(item.children.front())) {
    if (has_content(item)) add(std::move(item));
    return;
  }
  TextBlock list = std::move(item.children.front());
  for (TextBlock& inner : list.children) add(std::move(inner));
}

/// A table of one column is layout: its content stands for itself.
void BlockBuilder::add_table(TextBlock table) {
  const bool is_layout = std::all_of(table.children.begin(), table.children.end(),
                                     [](const TextBlock& row) { return row.children.size() < 2; });
  if (!is_layout) {
    add(std::move(table));
    return;
  }
  for (TextBlock& row : table.children) {
    for (TextBlock& cell : row.children) {
      for (TextBlock& block : cell.children) add(std::move(block));
    }
  }
}

}  // namespace almanach
