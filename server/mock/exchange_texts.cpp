#include "server/mock/exchange_texts.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

namespace zoom_mock {

namespace {

/// Of a response's body.
constexpr std::size_t kMostBody = 64UL * 1024;
using Length = std::uint32_t;

/// Calls `piece` with every text of an exchange, in the order in which Pieces gives them back.
template <class Piece>
void for_each_text(const Call& call, const Response& response, Piece piece) {
  const auto& [outcome, subject, why, notes, violations] = response.explanation;
  piece(call.token.alias);
  piece(call.route.names_meeting() ? std::string_view(call.route.id) : std::string_view());
  piece(call.request.method);
  piece(call.request.target);
  piece(call.request.body);
  piece(std::string_view(response.body).substr(0, kMostBody));
  piece(subject);
  piece(why);
  for (const auto& note : notes) piece(note);
  piece(std::string_view());  // no note is empty
  for (const auto& [name, value] : response.headers) {
    piece(name);
    piece(value);
  }
  piece(std::string_view());  // and no header's name
  for (const auto& [name, value] : call.request.headers) {
    piece(name);
    piece(value);
  }
}

/// Gives the texts back.
class Pieces {
 public:
  explicit Pieces(std::string_view packed) : rest_(packed) {}

  bool is_empty() const { return rest_.empty(); }
  std::string next() {
    Length length = 0;
    std::memcpy(&length, rest_.data(), sizeof length);
    std::string text(rest_.substr(sizeof length, length));
    rest_.remove_prefix(sizeof length + length);
    return text;
  }

 private:
  std::string_view rest_;
};

}  // namespace

std::string pack_texts(const Call& call, const Response& response) {
  std::size_t size = 0;
  for_each_text(call, response,
                [&](std::string_view text) { size += sizeof(Length) + text.size(); });
  std::string packed;
  packed.reserve(size);
  for_each_text(call, response, [&](std::string_view text) {
    const auto length = static_cast<Length>(text.size());
    std::array<char, sizeof length> bytes{};
    std::memcpy(bytes.data(), &length, sizeof length);
    packed.append(bytes.data(), bytes.size()).append(text);
  });
  return packed;
}

void unpack_texts(std::string_view packed, Exchange& exchange) {
  Pieces pieces(packed);
  exchange.token = pieces.next();
  exchange.meeting = pieces.next();
  exchange.request.method = pieces.next();
  exchange.request.target = pieces.next();
  exchange.request.body = pieces.next();
  exchange.body = pieces.next();
  auto& explanation = exchange.explanation;
  explanation.subject = pieces.next();
  explanation.why = pieces.next();
  for (auto note = pieces.next(); !note.empty(); note = pieces.next()) {
    explanation.notes.push_back(std::move(note));
  }
  for (auto name = pieces.next(); !name.empty(); name = pieces.next()) {
    exchange.response_headers.add(std::move(name), pieces.next());
  }
  while (!pieces.is_empty()) {
    auto name = pieces.next();
    exchange.request.headers.add(std::move(name), pieces.next());
  }
}

}  // namespace zoom_mock
