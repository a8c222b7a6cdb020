#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "server/app/server.h"
#include "server/base/violation.h"
#include "server/commands/reply_listing.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

/// What every command returns to the shell.
enum ExitCode : int {
  kDone = 0,
  kWrong = 1,        ///< what was checked is wrong
  kUsage = 2,        ///< bad usage or configuration
  kEnvironment = 3,  ///< port taken, file unreadable, nothing to check, nothing exercised
};

struct ServeOptions {
  ServeOptions() { server.wire.port = 8080; }

  ServerOptions server;
  bool watch = false;  ///< take changes of the files without a signal
  /// Holds the port, and below it the TLS port, while requests are answered.
  std::optional<std::filesystem::path> port_file;
  /// Holds server.admin_token, when that is not given itself.
  std::optional<std::filesystem::path> admin_token_file;
  std::string log_level = "info";
  std::vector<std::string> reports;  ///< of coverage, written at the end; as --report takes them
};

/// Serves until SIGINT or SIGTERM, and a second one cuts off what is in flight; SIGHUP reloads the
/// scenarios and the certificate. Errors: throws what run_main turns into kEnvironment or kUsage.
int serve(ServeOptions options, std::ostream& out, std::ostream& err);

struct ExecOptions {
  ExecOptions() {
    serve.server.wire.port = 0;
    serve.log_level = "warn";
  }

  ServeOptions serve;
  std::vector<std::string> command;
  std::vector<std::string> settings;   ///< of --set: NAME=VALUE
  std::vector<std::string> misplaced;  ///< what stands where only options do
  Violations allowed;                  ///< those that do not make it fail
  std::optional<int> least_coverage;   ///< percent of documented answers
};

/// Runs the command with a server of its own, then reports on `err` what came, which expectations
/// are not met, how requests departed from the contract and, unless other reports are asked for,
/// what was covered. Returns what the command
/// does, unless that is 0. Errors: throws what run_main turns into kEnvironment or kUsage.
int exec(ExecOptions options, std::ostream& err);

enum class CheckFormat {
  kText,    ///< for a terminal
  kJson,    ///< for machines
  kGithub,  ///< annotations of GitHub's workflows
};

/// Validates scenario files and folders and runs their examples; reports all problems at once.
int check(const std::vector<std::filesystem::path>& paths, CheckFormat format, std::ostream& out,
          std::ostream& err);

struct ExplainOptions {
  ScenarioSources sources;
  std::string file;                 ///< "-": standard input
  std::optional<std::size_t> only;  ///< which of its requests is explained, from 1; the others too
  bool json = false;
};

/// Sends the requests of a file to a mock of their own, one after the other, and says of each who
/// answers, why the stubs did or did not, and which bytes the client gets. Errors: throws what
/// run_main turns into kEnvironment or kUsage.
int explain(const ExplainOptions& options, std::istream& in, std::ostream& out, std::ostream& err);

/// Writes NAME.json here: the smallest useful scenario, commented. Never overwrites.
int write_new_scenario(const std::string& name, std::ostream& out, std::ostream& err);

struct ImportOptions {
  std::filesystem::path file;
  std::optional<std::string> item;           ///< of the collection; nothing: all of it
  std::optional<std::filesystem::path> out;  ///< nothing: standard output
};

/// Makes a scenario of the saved examples of a Postman collection, whose own examples it has tried.
/// Never overwrites. kUsage when the file is none, kWrong when no example is left. Errors: throws
/// what run_main turns into kEnvironment.
int import_postman(const ImportOptions& options, std::ostream& out, std::ostream& err);

/// Makes a local authority and a server certificate, and writes them into `folder` (made when
/// missing). Never overwrites, never touches a trust store. Errors: throws what run_main turns into
/// kEnvironment.
int write_tls_files(const std::filesystem::path& folder, std::ostream& out);

struct EnvOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;
  std::uint16_t tls_port = 8443;
  std::optional<std::filesystem::path> ca;  ///< what clients are to trust; without it, no TLS
  bool is_proxy = false;                    ///< the mock is one (serve --proxy)
};

/// Prints what a POSIX shell evaluates to lead clients to the mock: exports, then hints as
/// comments. Errors: throws what run_main turns into kEnvironment when `ca` holds no certificate.
int print_environment(const EnvOptions& options, std::ostream& out, std::ostream& err);

struct CoverageOptions {
  std::vector<std::filesystem::path> files;
  std::vector<std::string> reports;  ///< as --report takes them; none: text
  std::optional<int> least;          ///< percent of documented answers
};

/// Merges what several runs wrote by --report json=FILE. kUsage when one of the files is no such
/// report, kEnvironment when one cannot be read and when none of the runs called an operation.
int merge_coverage(const CoverageOptions& options, std::ostream& out, std::ostream& err);
/// Prints "ok" or "stale": whether the server at `url` is up, and has taken every change of its
/// scenarios. Returns kWrong unless it is ok. Errors: throws what run_main turns into kEnvironment
/// when nobody answers.
int ask_health(const std::string& url, std::ostream& out, std::ostream& err);

struct VerifyOptions {
  std::string url;
  std::optional<std::string> session;  ///< nothing: the calls of all sessions
  bool as_json = false;
  std::filesystem::path file = "-";  ///< "-": standard input
};

/// Asks a server whether assertions hold, and prints its report. Returns kWrong when one does not,
/// kUsage when they do not load, kEnvironment when it cannot be told. Errors: throws what run_main
/// turns into kEnvironment when nobody answers.
int verify_calls(const VerifyOptions& options, std::ostream& out, std::ostream& err);

struct ContractOptions {
  std::optional<std::string> base_url;  ///< "https://api.zoom.us/v2"; nothing: a mock of our own
  std::optional<std::string> token;
  std::vector<std::string> given;  ///< NAME=VALUE: what the account has for rows that need more
  Profile profile = Profile::kDocumented;
  bool may_write = false;
  std::chrono::milliseconds pause{0};  ///< before each request but the first
};

/// Runs the contract, prints the transcript, and reports on `err` where answers are not what the
/// catalogue says. Returns kWrong then, kEnvironment when no row has an answer.
int run_contract_command(const ContractOptions& options, std::ostream& out, std::ostream& err);

/// Says what a second transcript confirms of a first one. Returns kWrong when an answer has
/// changed, kUsage when a file holds no transcript, kEnvironment when nothing is confirmed. Errors:
/// throws what run_main turns into kEnvironment.
int compare_transcript_files(const std::filesystem::path& measure,
                             const std::filesystem::path& other, std::ostream& out,
                             std::ostream& err);

struct ExportOptions {
  enum class Format { kOpenapi, kPostman };

  Format format = Format::kOpenapi;
  Profile profile = Profile::kDocumented;
};

/// Prints the contract for other tools, with the answers of a mock in the rows' own world.
int export_contract(const ExportOptions& options, std::ostream& out);

enum class RepliesFormat {
  kText,      ///< for a terminal
  kJson,      ///< for machines
  kMarkdown,  ///< by operation, with what leads to each: SUPPORTED.md
};

struct RepliesOptions {
  ReplySelection selection;
  RepliesFormat format = RepliesFormat::kText;
};

/// Lists the catalogue: every reply by name, with its status in each profile, code, provenance,
/// message and source, and what operations word in their own way.
int list_replies(const RepliesOptions& options, std::ostream& out);

/// Lists every way in which a request departs from the contract, with what to do about it.
int list_violations(std::ostream& out);

}  // namespace zoom_mock
