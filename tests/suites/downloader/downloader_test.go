package downloader

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	recorded = "68423085"
	silent   = "68423086"
)

// Each test has a session, and so an account, of its own.
func downloaderIn(session string) *Downloader {
	return &Downloader{APIBaseURL: os.Getenv("ZOOM_API_BASE_URL"), Token: "world/" + session, Client: &http.Client{Transport: http.DefaultTransport}}
}

func TestEveryFileOfARecordingIsKept(t *testing.T) {
	kept, err := downloaderIn("kept").Keep(recorded, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var extensions []string
	for _, path := range kept {
		extensions = append(extensions, filepath.Ext(path))
		if info, err := os.Stat(path); err != nil || info.Size() == 0 {
			t.Errorf("%s is empty: %v", path, err)
		}
	}
	if got := strings.Join(extensions, " "); got != ".m4a .mp4" {
		t.Errorf("kept %q", got)
	}
}

func TestAMeetingWithoutRecordingSaysSo(t *testing.T) {
	if _, err := downloaderIn("silent").Keep(silent, t.TempDir()); !errors.Is(err, ErrNoRecording) {
		t.Errorf("got %v", err)
	}
}

func TestARecordingThatIsRemovedIsGone(t *testing.T) {
	d := downloaderIn("removed")
	if err := d.Remove(recorded); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Keep(recorded, t.TempDir()); !errors.Is(err, ErrNoRecording) {
		t.Errorf("got %v", err)
	}
}

func TestARefusalThatComesWith200IsNoRemoval(t *testing.T) {
	if err := downloaderIn("refused~guest").Remove(recorded); err == nil {
		t.Error("it says that the recording is removed")
	}
}
