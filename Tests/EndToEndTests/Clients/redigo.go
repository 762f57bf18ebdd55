// The tour of redigo.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/gomodule/redigo/redis"
)

func step(name string, fine bool, seen interface{}) {
	if fine {
		fmt.Println(name, "ok")
	} else {
		fmt.Println(name, "failed:", seen)
	}
}

func main() {
	address := "127.0.0.1:" + os.Args[1]
	input, _ := io.ReadAll(os.Stdin)
	secrets := strings.Fields(string(input))
	open := func(options ...redis.DialOption) redis.Conn {
		c, err := redis.Dial("tcp", address, options...)
		if err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		return c
	}
	c := open()
	pong, err := redis.String(c.Do("PING"))
	step("connect", pong == "PONG", err)
	lines, err := redis.Strings(c.Do("NEAREST", "-3.3194", "114.5908", "LIMIT", "2"))
	step("NEAREST", len(lines) == 2 && strings.HasPrefix(os.Getenv("IDS"), strings.Split(lines[0], "\t")[0]), err)
	_, err = c.Do("NEAREST", "0", "0")
	step("error", err != nil && strings.HasPrefix(err.Error(), "BADPOS"), err)
	c.Send("MULTI")
	c.Send("COUNT")
	c.Send("COUNT")
	counts, err := redis.Ints(c.Do("EXEC"))
	step("transaction", len(counts) == 2 && counts[1] >= 300, err)
	info, err := redis.String(c.Do("INFO"))
	step("INFO", strings.Contains(info, "\r\nrole:master\r\n"), err)
	w := redis.PubSubConn{Conn: open(redis.DialPassword(secrets[0]))}
	w.Subscribe("facility:PLKK-63-097")
	first, isFirst := w.Receive().(redis.Subscription)
	step("SUBSCRIBE", isFirst && first.Count == 1, first)
	open(redis.DialPassword(secrets[1])).Do("REFER", "-3.3194", "114.5908", "TO", "PLKK-63-097",
		"EMERGENCY", "tidak-ada", "BASIS", "persetujuan")
	told := w.ReceiveWithTimeout(20 * time.Second)
	message, isMessage := told.(redis.Message)
	step("message", isMessage && strings.Contains(string(message.Data), `"event":`), told)
	time.Sleep(3 * time.Second)
	again, err := redis.Int(c.Do("COUNT"))
	if err != nil {
		again, err = redis.Int(open().Do("COUNT"))
	}
	step("idle close, reconnect", again >= 300, err)
}
