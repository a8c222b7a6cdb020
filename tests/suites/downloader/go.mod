module example.com/downloader

go 1.19
