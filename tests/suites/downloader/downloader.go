// Package downloader keeps copies of the cloud recordings of meetings.
package downloader

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// ErrNoRecording says that a meeting has none.
var ErrNoRecording = errors.New("the meeting has no recording")

// Downloader asks Zoom's API with one token.
type Downloader struct {
	APIBaseURL string
	Token      string
	Client     *http.Client
}

type recordingFile struct {
	ID            string `json:"id"`
	FileExtension string `json:"file_extension"`
	FileSize      int64  `json:"file_size"`
	Status        string `json:"status"`
	DownloadURL   string `json:"download_url"`
}

func (d *Downloader) get(url string) (*http.Response, error) {
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+d.Token)
	return d.Client.Do(request)
}

func (d *Downloader) files(meeting string) ([]recordingFile, error) {
	answer, err := d.get(d.APIBaseURL + "/meetings/" + meeting + "/recordings")
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	var body struct {
		Code           int             `json:"code"`
		Message        string          `json:"message"`
		RecordingFiles []recordingFile `json:"recording_files"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&body); err != nil {
		return nil, err
	}
	if body.Code == 3301 {
		return nil, ErrNoRecording
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("zoom: %s", body.Message)
	}
	return body.RecordingFiles, nil
}

// Keep writes each finished file of a meeting's recording into a folder, and returns their paths.
func (d *Downloader) Keep(meeting, folder string) ([]string, error) {
	files, err := d.files(meeting)
	if err != nil {
		return nil, err
	}
	var kept []string
	for _, file := range files {
		if file.Status != "completed" {
			continue
		}
		path := filepath.Join(folder, file.ID+"."+strings.ToLower(file.FileExtension))
		if err := d.save(file, path); err != nil {
			return kept, err
		}
		kept = append(kept, path)
	}
	return kept, nil
}

// A sign-in page comes with 200 as well: the length tells.
func (d *Downloader) save(file recordingFile, path string) error {
	answer, err := d.get(file.DownloadURL)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("download of %s: %s", file.ID, answer.Status)
	}
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer out.Close()
	written, err := io.Copy(out, answer.Body)
	if err == nil && written != file.FileSize {
		err = fmt.Errorf("download of %s: %d bytes instead of %d", file.ID, written, file.FileSize)
	}
	return err
}

// Remove puts the recording of a meeting into the trash.
func (d *Downloader) Remove(meeting string) error {
	request, err := http.NewRequest(http.MethodDelete, d.APIBaseURL+"/meetings/"+meeting+"/recordings?action=trash", nil)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+d.Token)
	answer, err := d.Client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	// A refusal has been seen to come with 200.
	if answer.StatusCode != http.StatusNoContent {
		return fmt.Errorf("zoom did not remove the recording of %s: %s", meeting, answer.Status)
	}
	return nil
}
