// The tour of go-redis.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"gopkg.in/redis.v5"
)

func step(name string, fine bool, seen interface{}) {
	if fine {
		fmt.Println(name, "ok")
	} else {
		fmt.Println(name, "failed:", seen)
	}
}

func ask(c *redis.Client, words ...interface{}) (interface{}, error) {
	command := redis.NewCmd(words...)
	c.Process(command)
	return command.Result()
}

func main() {
	input, _ := io.ReadAll(os.Stdin)
	secrets := strings.Fields(string(input))
	open := func(secret string) *redis.Client {
		return redis.NewClient(&redis.Options{Addr: "127.0.0.1:" + os.Args[1], Password: secret})
	}
	c := open("")
	pong, err := c.Ping().Result()
	step("connect", pong == "PONG", err)
	found, err := ask(c, "NEAREST", "-3.3194", "114.5908", "LIMIT", "2")
	lines, _ := found.([]interface{})
	step("NEAREST", len(lines) == 2 && strings.HasPrefix(os.Getenv("IDS"), strings.Split(fmt.Sprint(lines[0]), "\t")[0]), found)
	_, err = ask(c, "NEAREST", "0", "0")
	step("error", err != nil && strings.HasPrefix(err.Error(), "BADPOS"), err)
	info, err := c.Info().Result()
	step("INFO", strings.Contains(info, "\r\nrole:master\r\n"), err)
	watcher, err := open(secrets[0]).Subscribe("facility:PLKK-63-097")
	step("SUBSCRIBE", err == nil, err)
	time.Sleep(500 * time.Millisecond)
	_, err = ask(open(secrets[1]), "REFER", "-3.3194", "114.5908", "TO", "PLKK-63-097",
		"EMERGENCY", "tidak-ada", "BASIS", "persetujuan")
	message, told := watcher.ReceiveMessage()
	step("message", told == nil && strings.Contains(message.Payload, `"event":`), told)
	time.Sleep(3 * time.Second)
	again, err := ask(c, "COUNT")
	if err != nil {
		again, err = ask(c, "COUNT")
	}
	count, _ := again.(int64)
	step("idle close, reconnect", count >= 300, err)
}
