"""A client of Kafka with nothing of ours.

client.py BROKERS publish TOPIC KEY [NAME=VALUE ...] < value    (no value at all: a tombstone)
client.py BROKERS read TOPIC                                    (a JSON line a record, from the beginning to the present end)
"""
import json
import sys

from confluent_kafka import Consumer, Producer, TopicPartition

brokers, command, topic = sys.argv[1:4]


def publish(key, *headers):
    value = sys.stdin.buffer.read()
    failed = []
    producer = Producer({"bootstrap.servers": brokers, "enable.idempotence": True})
    producer.produce(
        topic,
        key=key.encode(),
        value=value or None,
        headers=[tuple(header.split("=", 1)) for header in headers],
        on_delivery=lambda error, message: failed.append(error) if error else None,
    )
    if producer.flush(30) or failed:
        sys.exit("not delivered: %s" % failed)


def read():
    consumer = Consumer({"bootstrap.servers": brokers, "group.id": "unused", "enable.auto.commit": False})
    partitions = consumer.list_topics(topic, 10).topics[topic].partitions
    waited = {}
    for partition in partitions:
        low, high = consumer.get_watermark_offsets(TopicPartition(topic, partition), 10)
        if high > low:
            waited[partition] = high
    consumer.assign([TopicPartition(topic, partition, 0) for partition in waited])
    while waited:
        message = consumer.poll(20)
        if message is None:
            sys.exit("nothing came for 20 s")
        if message.error():
            sys.exit(str(message.error()))
        value = message.value()
        line = {
            "key": message.key().decode() if message.key() is not None else None,
            "value": value.decode() if value is not None else None,
            "headers": {name: text.decode() for name, text in message.headers() or []},
        }
        print(json.dumps(line))
        if message.offset() + 1 >= waited.get(message.partition(), 0):
            waited.pop(message.partition(), None)
    consumer.close()


{"publish": publish, "read": read}[command](*sys.argv[4:])
