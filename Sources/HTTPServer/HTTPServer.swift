/// HTTP, FHIR and maps over the use cases of the locator.
enum HTTPServer {}
