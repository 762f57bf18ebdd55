"""Reads a running door with FHIR clients that nobody here wrote: fhirpy, and fhir.resources (R4B).

Usage: fhir_clients.py PORT [OFFICER_TOKEN_FILE]; prints a line for each check.
"""
import asyncio
import sys
import warnings

from fhir.resources.R4B import get_fhir_model_class
from fhirpy import AsyncFHIRClient

warnings.simplefilter("ignore")
PORT = int(sys.argv[1])
TOKEN = open(sys.argv[2], encoding="utf-8").read().strip() if len(sys.argv) > 2 else None


def check(name, holds, why=""):
    print(f"ok {name}" if holds else f"FAILED {name}: {str(why)[:400]}")


async def main():
    client = AsyncFHIRClient(
        f"http://127.0.0.1:{PORT}/fhir", authorization=f"Bearer {TOKEN}" if TOKEN else None)
    places = await client.resources("Location").search(near="-3.3194|114.5908|50|km").limit(10).fetch()
    check("near", places and places[0]["id"].startswith(("PLKK", "RS")) and len(places) == 10, places[:1])
    for kind in ("Location", "Organization", "OrganizationAffiliation"):
        model, count = get_fhir_model_class(kind), 0
        async for resource in client.resources(kind).limit(100):
            again = model.model_validate(resource.serialize())
            assert again.id == resource["id"]
            count += 1
        check(f"every {kind} is read back", count >= 300, count)
    one = await client.reference("Location", places[0]["id"]).to_resource()
    house = await one["managingOrganization"].to_resource()
    check("reference", house["resourceType"] == "Organization", house)
    if not TOKEN:
        return
    made = client.resource(
        "ServiceRequest", status="active", intent="order", subject={"display": "Budi"},
        performer=[{"reference": "Organization/PLKK-63-097"}],
        extension=[{"url": "urn:plkk:extension:position", "valueString": "-3.3194,114.5908"},
                   {"url": "urn:plkk:extension:lawful-basis", "valueCode": "persetujuan"},
                   {"url": "urn:plkk:extension:emergency", "valueCode": "tidak-ada"}])
    await made.save()
    get_fhir_model_class("ServiceRequest").model_validate(made.serialize())
    check("create", made["id"] and made["status"] == "active", made)
    tasks = await client.resources("Task").search(**{"based-on": f"ServiceRequest/{made['id']}"}).fetch()
    check("search", len(tasks) == 1 and tasks[0]["status"] == "requested", tasks)
    task = tasks[0]
    task["status"] = "cancelled"
    task["statusReason"] = {"coding": [{"system": "urn:plkk:reason", "code": "wrong-data"}]}
    await task.save()
    get_fhir_model_class("Task").model_validate(task.serialize())
    check("update", task["status"] == "cancelled", task)


asyncio.run(main())
