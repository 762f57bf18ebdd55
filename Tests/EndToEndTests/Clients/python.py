"""The tour of one Redis client for Python: redis-py or valkey-py, waiting or asynchronous."""
import asyncio
import importlib
import json
import os
import sys
import time

module, form, port = importlib.import_module(sys.argv[1]), sys.argv[2], int(sys.argv[3])
reader, writer = sys.stdin.read().split()
# The two nearest sites, by id.
IDS = os.environ["IDS"].split(",")
TOPIC = "facility:PLKK-63-097"
NEAREST = ("NEAREST", "-3.3194", "114.5908", "LIMIT", "2")
REFER = ("REFER", "-3.3194", "114.5908", "TO", "PLKK-63-097", "EMERGENCY", "tidak-ada", "BASIS",
         "persetujuan")


def step(name, fine, seen=None):
    print(name, "ok" if fine else f"failed: {seen!r}", flush=True)


def ids(lines):
    return [line.decode().split("\t")[0] for line in lines]


def waiting():
    client = module.Redis(port=port)
    step("connect", client.ping() is True)
    found = client.execute_command(*NEAREST)
    step("NEAREST", ids(found) == IDS, found)
    try:
        step("error", False, client.execute_command("NEAREST", "0", "0"))
    except module.ResponseError as error:
        step("error", str(error).startswith("BADPOS"), error)
    many = client.pipeline()
    for number in range(50):
        many.execute_command("NEAREST", "-3.3194", "114.5908", "LIMIT", "1")
    answers = many.execute()
    step("transaction", [ids(a) for a in answers] == [IDS[:1]] * 50, answers[:1])
    plain = client.pipeline(transaction=False)
    for number in range(200):
        plain.execute_command("ECHO", f"ünï\r\n{number}\0")
    echoes = plain.execute()
    step("pipeline", echoes == [f"ünï\r\n{n}\0".encode() for n in range(200)], echoes[:1])
    info = client.info()
    step("INFO", info["role"] == "master" and info["facilities"] >= 300, info)
    watcher = module.Redis(port=port, password=reader).pubsub()
    watcher.subscribe(TOPIC)
    first = watcher.get_message(timeout=10)
    module.Redis(port=port, password=writer).execute_command(*REFER)
    message = watcher.get_message(timeout=10)
    step("SUBSCRIBE", first["type"] == "subscribe" and first["data"] == 1, first)
    step("message", message and message["channel"].decode() == TOPIC
         and json.loads(message["data"])["event"], message)
    watcher.ping()
    pong = watcher.get_message(timeout=10)
    while pong and pong["type"] == "message":
        pong = watcher.get_message(timeout=10)
    step("PING while subscribed", pong and pong["type"] == "pong", pong)
    single = module.Redis(port=port, single_connection_client=True)
    single.ping()
    time.sleep(3)
    again = None
    try:
        again = single.execute_command("COUNT")
    except module.ConnectionError:
        again = single.execute_command("COUNT")
    step("idle close, reconnect", again >= 300, again)


async def asynchronous():
    library = importlib.import_module(f"{sys.argv[1]}.asyncio")
    client = library.Redis(port=port)
    step("connect", await client.ping() is True)
    found = await client.execute_command(*NEAREST)
    step("NEAREST", ids(found) == IDS, found)
    try:
        step("error", False, await client.execute_command("NEAREST", "0", "0"))
    except module.ResponseError as error:
        step("error", str(error).startswith("BADPOS"), error)
    many = client.pipeline()
    for number in range(50):
        many.execute_command("NEAREST", "-3.3194", "114.5908", "LIMIT", "1")
    answers = await many.execute()
    step("transaction", [ids(a) for a in answers] == [IDS[:1]] * 50, answers[:1])
    info = await client.info()
    step("INFO", info["role"] == "master", info)
    watcher = library.Redis(port=port, password=reader).pubsub()
    await watcher.subscribe(TOPIC)
    first = await watcher.get_message(timeout=10)
    await library.Redis(port=port, password=writer).execute_command(*REFER)
    message = await watcher.get_message(timeout=10)
    step("SUBSCRIBE", first["type"] == "subscribe" and first["data"] == 1, first)
    step("message", message and json.loads(message["data"])["event"], message)
    await asyncio.sleep(3)
    try:
        again = await client.execute_command("COUNT")
    except module.ConnectionError:
        again = await client.execute_command("COUNT")
    step("idle close, reconnect", again >= 300, again)


waiting() if form == "waiting" else asyncio.run(asynchronous())
