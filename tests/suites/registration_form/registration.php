<?php
declare(strict_types=1);

/** What a visitor is told about their registration. */
final class Outcome
{
    /** @param array<string, string> $errors by the field of the form */
    public function __construct(
        public readonly string $message,
        public readonly ?string $joinUrl = null,
        public readonly array $errors = [],
    ) {
    }
}

/** The form on a web site by which visitors register for a webinar. */
final class RegistrationForm
{
    private const FIELDS = ['email', 'first_name', 'last_name', 'org'];

    public function __construct(private readonly string $apiBaseUrl, private readonly string $token)
    {
    }

    /** @param array<string, string> $post as the browser sent it */
    public function submit(string $webinar, array $post): Outcome
    {
        $wanted = array_filter(array_intersect_key($post, array_flip(self::FIELDS)), fn ($text) => $text !== '');
        [$status, $answer] = $this->post("/webinars/$webinar/registrants", (object) $wanted);
        if ($status === 201) {
            return isset($answer->join_url)
                ? new Outcome('You are registered.', $answer->join_url)
                : new Outcome('Thank you. The host will decide.');
        }
        if (($answer->code ?? null) === 300 && isset($answer->errors)) {
            return new Outcome('Please look at the form again.', null, self::byField($answer->errors));
        }
        return match ($answer->code ?? null) {
            3000 => new Outcome($this->explained($answer->message)),
            3001 => new Outcome('There is no such webinar.'),
            429 => new Outcome('Please come back tomorrow.'),
            default => throw new RuntimeException("Zoom answered $status: " . json_encode($answer)),
        };
    }

    /** One code stands for several reasons, which only their words tell. */
    private function explained(string $message): string
    {
        return match (true) {
            str_contains($message, 'does not have registration') => 'This webinar needs no registration.',
            str_contains($message, 'reached the limit') => 'The webinar is full.',
            default => $message,
        };
    }

    /** @return array<string, string> */
    private static function byField(array $errors): array
    {
        return array_column($errors, 'message', 'field');
    }

    /** @return array{int, ?object} */
    private function post(string $path, object $body): array
    {
        $answer = file_get_contents($this->apiBaseUrl . $path, false, stream_context_create(['http' => [
            'method' => 'POST',
            'header' => ["Authorization: Bearer $this->token", 'Content-Type: application/json'],
            'content' => json_encode($body),
            'ignore_errors' => true,
        ]]));
        preg_match('~^HTTP/\S+ (\d+)~', $http_response_header[0], $line);
        return [(int) $line[1], json_decode((string) $answer)];
    }
}
