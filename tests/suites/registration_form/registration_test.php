<?php
declare(strict_types=1);

require 'registration.php';

const OPEN = '95204914252';
const BY_HOST = '95204914253';
const WITHOUT = '95204914254';
const FULL = '95204914255';
const UNKNOWN = '95204914256';
const ADA = ['email' => 'ada@example.com', 'first_name' => 'Ada', 'last_name' => 'Lovelace', 'org' => '', 'submit' => 'Send'];

/** In a session of its own. */
function form(string $session): RegistrationForm
{
    return new RegistrationForm(getenv('ZOOM_API_BASE_URL'), "world/$session");
}

function same(mixed $wanted, mixed $got): void
{
    if ($wanted !== $got) {
        throw new RuntimeException('wanted ' . var_export($wanted, true) . ', got ' . var_export($got, true));
    }
}

$tests = [
    'a visitor is registered, and can join' => function () {
        $outcome = form('registered')->submit(OPEN, ADA);
        same('You are registered.', $outcome->message);
        same(1, preg_match('~^https://\S+/w/' . OPEN . '\?tk=~', (string) $outcome->joinUrl));
    },
    'who registers twice has one link' => function () {
        $form = form('twice');
        same($form->submit(OPEN, ADA)->joinUrl, $form->submit(OPEN, ADA)->joinUrl);
    },
    'where the host decides there is no link yet' => function () {
        $outcome = form('pending')->submit(BY_HOST, ADA);
        same('Thank you. The host will decide.', $outcome->message);
        same(null, $outcome->joinUrl);
    },
    'what is wrong is said beside its field' => function () {
        $outcome = form('wrong')->submit(OPEN, ['email' => 'ada', 'first_name' => 'Ada']);
        same('Please look at the form again.', $outcome->message);
        same(['email'], array_keys($outcome->errors));
    },
    'a webinar without registration needs none' => function () {
        same('This webinar needs no registration.', form('without')->submit(WITHOUT, ADA)->message);
    },
    'a full webinar is full' => fn () => same('The webinar is full.', form('full')->submit(FULL, ADA)->message),
    'an unknown webinar is unknown' => function () {
        same('There is no such webinar.', form('unknown')->submit(UNKNOWN, ADA)->message);
    },
    'the fourth attempt of a day is for tomorrow' => function () {
        $form = form('often');
        foreach ([1, 2, 3] as $ignored) {
            same('You are registered.', $form->submit(OPEN, ADA)->message);
        }
        same('Please come back tomorrow.', $form->submit(OPEN, ADA)->message);
    },
];
$failed = 0;
foreach ($tests as $name => $test) {
    try {
        $test();
        echo "ok: $name\n";
    } catch (Throwable $error) {
        $failed++;
        echo "not ok: $name: {$error->getMessage()}\n";
    }
}
exit($failed === 0 ? 0 : 1);
