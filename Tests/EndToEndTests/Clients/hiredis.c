/* The tour of hiredis. */
#include <hiredis/hiredis.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int port;

static void step(const char *name, int fine, const char *seen) {
  printf("%s %s%s\n", name, fine ? "ok" : "failed: ", fine ? "" : seen ? seen : "");
  fflush(stdout);
}

static redisContext *make(const char *secret) {
  redisContext *c = redisConnect("127.0.0.1", port);
  struct timeval patience = {20, 0};
  if (!c || c->err) exit(1);
  redisSetTimeout(c, patience);
  if (secret) freeReplyObject(redisCommand(c, "AUTH %s", secret));
  return c;
}

int main(int count, char **words) {
  char reader[200], writer[200];
  if (count < 2 || scanf("%199s %199s", reader, writer) != 2) return 64;
  port = atoi(words[1]);
  redisContext *c = make(NULL);
  redisReply *r = redisCommand(c, "PING");
  step("connect", r && !strcmp(r->str, "PONG"), c->errstr);
  r = redisCommand(c, "NEAREST -3.3194 114.5908 LIMIT 2");
  step("NEAREST", r && r->type == REDIS_REPLY_ARRAY && r->elements == 2 &&
    !strncmp(r->element[0]->str, getenv("IDS"), 11), c->errstr);
  r = redisCommand(c, "NEAREST 0 0");
  step("error", r && r->type == REDIS_REPLY_ERROR && !strncmp(r->str, "BADPOS ", 7), c->errstr);
  int right = 0;
  for (int n = 0; n < 1000; n++) redisAppendCommand(c, "ECHO %b", &n, sizeof n);
  for (int n = 0; n < 1000; n++)
    if (redisGetReply(c, (void **)&r) == REDIS_OK) right += r->len == sizeof n && !memcmp(r->str, &n, sizeof n);
  step("pipeline", right == 1000, c->errstr);
  redisContext *w = make(reader);
  r = redisCommand(w, "SUBSCRIBE facility:PLKK-63-097");
  step("SUBSCRIBE", r && r->elements == 3 && r->element[2]->integer == 1, w->errstr);
  redisCommand(make(writer), "REFER -3.3194 114.5908 TO PLKK-63-097 EMERGENCY tidak-ada BASIS persetujuan");
  int got = redisGetReply(w, (void **)&r) == REDIS_OK;
  step("message", got && !strcmp(r->element[0]->str, "message") && strstr(r->element[2]->str, "\"event\":"), w->errstr);
  sleep(3);
  r = redisCommand(c, "COUNT");
  if (!r) { redisReconnect(c); r = redisCommand(c, "COUNT"); }
  step("idle close, reconnect", r && r->integer >= 300, c->errstr);
  return 0;
}
