"""Who there is: regions, agencies and how they face one another, people, their roles, and who stands in for whom."""
