// A server that speaks MongoDB's wire protocol and keeps its documents in SQLite files, for tests: FerretDB 1.24 (Apache-2.0) as a
// library, since its own command needs files that only its release build makes.
package main

import (
	"context"
	"flag"
	"log"
	"log/slog"
	"os"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	listen := flag.String("listen", "", "host:port to listen on")
	data := flag.String("data", "", "folder of the SQLite files, which is there")
	flag.Parse()
	if *listen == "" || *data == "" {
		log.Fatal("Name -listen and -data.")
	}
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: *listen},
		Handler:   "sqlite",
		SQLiteURL: "file:" + *data + "/",
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
	})
	if err != nil {
		log.Fatal(err)
	}
	// It ends by signals alone.
	if err := server.Run(context.Background()); err != nil {
		log.Fatal(err)
	}
}
