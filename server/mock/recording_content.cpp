#include "server/mock/recording_content.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "server/mock/draw.h"
#include "server/mock/hmac.h"

namespace zoom_mock {

namespace {

/// Begins as `text` does, ends as `end`, and has `fill` between them.
std::string padded(std::string text, std::size_t size, char fill, std::string_view end = {}) {
  text.resize(size - end.size(), fill);
  return text.append(end);
}

std::string big_endian(std::size_t number) {
  std::string bytes;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    bytes.push_back(static_cast<char>((number >> shift) & 0xffU));
  }
  return bytes;
}

/// Bytes that look compressed.
void append_noise(std::string_view seed, std::size_t size, std::string& bytes) {
  std::uint64_t state = 0;
  for (const char c : hmac_sha256("recording", seed).substr(0, sizeof state)) {
    state = (state << 8U) | static_cast<unsigned char>(c);
  }
  while (bytes.size() < size) bytes.push_back(static_cast<char>(mixed_bits(++state) & 0xffU));
}

/// A file of MPEG-4 (ISO 14496-12): what it is compatible with, and media data.
std::string mpeg4(std::string_view brand, const RecordingFile& file, std::size_t size) {
  constexpr std::size_t kTypeBox = 24;
  auto bytes = big_endian(kTypeBox) + "ftyp" + std::string(brand) + big_endian(512) + "isommp42" +
               big_endian(size - kTypeBox) + "mdat";
  append_noise(file.id, size, bytes);
  return bytes;
}

/// The head and the end of a JPEG file, and a comment between them.
std::string jpeg(std::size_t size) {
  using namespace std::string_view_literals;
  constexpr auto kHead = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"sv;
  constexpr std::size_t kLongestSegment = 0xffff;
  std::string bytes(kHead);
  const auto end = size - 2;
  while (end - bytes.size() >= 4) {
    const auto length = std::min(end - bytes.size() - 2, kLongestSegment);
    bytes += "\xff\xfe" + big_endian(length).substr(2);
    bytes.append(length - 2, ' ');
  }
  bytes.resize(end, '\xff');  // fill bytes before a marker
  return bytes + "\xff\xd9";
}

}  // namespace

std::string recording_content(const RecordingFile& file) {
  const auto size = static_cast<std::size_t>(file.size);
  const auto extension = file.kind->file_extension;
  if (extension == "MP4") return mpeg4("isom", file, size);
  if (extension == "M4A") return mpeg4("M4A ", file, size);
  if (extension == "JPG") return jpeg(size);
  if (extension == "JSON") return padded("{}", size, ' ');
  if (extension == "VTT") {
    return padded("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAda: Hello\n", size, '\n');
  }
  if (extension == "CSV")
    return padded("#,User Name,Question,Answer\n1,Ada,Here?,Yes\n", size, '\n');
  return padded("00:00:01\tAda:\tHello\r\n", size, '\n');
}

}  // namespace zoom_mock
