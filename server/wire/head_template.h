#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// The head of all responses that differ in values only: httplib writes it once, with a mark where
/// a value stands. What httplib does does not depend on values, and costs as much as all the rest
/// of a request.
class HeadTemplate {
 public:
  /// What stands for the value of the header with that number, from 0.
  static std::string mark(std::size_t number);
  /// What stands for a body that is not empty. Its length is the value behind all others.
  static constexpr std::string_view kBody = "1234567";

  /// `response` is what httplib wrote, with marks for so many values.
  HeadTemplate(std::string response, std::size_t values);

  /// The response with these values and this body.
  std::string fill(const std::vector<std::string_view>& values, std::string_view body) const;

 private:
  struct Piece {
    std::string text;
    std::size_t value;  ///< the number of the one that follows
  };
  std::vector<Piece> pieces_;
  std::string rest_;
  bool sends_body_;  ///< not so for HEAD
};

}  // namespace zoom_mock
